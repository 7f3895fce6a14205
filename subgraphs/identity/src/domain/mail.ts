import type { Transaction } from '@conea/platform';

/** A mail to one person. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** From then on nobody needs it any longer: what it leads to has ended. */
  expiresAt: Date;
};

/** Mails are sent after the transaction that needs them, and never when it is rolled back. */
export type MailQueue = { send(tx: Transaction, mail: Mail): Promise<void> };
