import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';

/** A mail that was taken, as its reader would see it. */
export type CapturedMail = {
  id: string;
  receivedAt: string;
  /** The addresses of the envelope. */
  from: string;
  to: string[];
  messageId: string;
  subject: string;
  text: string;
};

/** Mails in memory, the newest first; the oldest go when there are more than `capacity`. */
export function createMailbox(capacity: number) {
  const mails: CapturedMail[] = [];
  return {
    add: async (envelope: { from: string; to: string[] }, source: Buffer): Promise<void> => {
      const { messageId = '', subject = '', text = '' } = await PostalMime.parse(source);
      const receivedAt = new Date().toISOString();
      mails.unshift({ id: randomUUID(), receivedAt, ...envelope, messageId, subject, text });
      mails.splice(capacity);
    },
    /** To one address, or all. */
    list: (to?: string): CapturedMail[] => (to === undefined ? mails : mails.filter((mail) => mail.to.includes(to))),
    clear: (): void => void mails.splice(0),
  };
}

export type Mailbox = ReturnType<typeof createMailbox>;
