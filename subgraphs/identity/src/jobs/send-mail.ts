import {
  newRandomId,
  platformTenant,
  type Envelope,
  type JobHandler,
  type JobQueue,
  type Logger,
} from '@conea/platform';
import { z } from 'zod';
import type { MailQueue } from '../domain/mail.ts';
import { MailError, type MailTransport } from '../sources/mail-transport.ts';

const name = 'send-mail';
const data = z.object({ mailId: z.string(), sealed: z.string() });
const mail = z.object({ to: z.string(), subject: z.string(), text: z.string(), expiresAt: z.coerce.date() });

const placeOf = (mailId: string) => ({ tenantId: platformTenant, table: 'pgboss.job', column: name, rowId: mailId });

/** Sends mails as jobs. What a job carries is sealed: whoever reads the database finds neither addresses nor links. */
export function createMailQueue(jobs: Pick<JobQueue, 'send'>, envelope: Envelope): MailQueue {
  return {
    send: async (tx, message) => {
      const mailId = newRandomId('mail');
      const sealed = await envelope.seal(placeOf(mailId), JSON.stringify(message));
      await jobs.send(tx, name, { mailId, sealed });
    },
  };
}

export type SendMailParts = {
  transport: MailTransport;
  envelope: Envelope;
  clock: () => Date;
  log: Logger;
  /** Counts what became of each try. */
  count(outcome: 'sent' | 'failed' | 'refused' | 'expired'): void;
};

/**
 * Hands each mail to the transport. What fails is tried again for about an hour, then kept in the dead-letter queue; what is refused for good, or
 * has ended meanwhile, is not tried again.
 */
export function createSendMailJob({
  transport,
  envelope,
  clock,
  log,
  count,
}: SendMailParts): JobHandler<z.infer<typeof data>> {
  return {
    name,
    data,
    concurrency: 4,
    retryLimit: 15,
    maxRetryDelay: 600,
    run: async ({ mailId, sealed }) => {
      const message = mail.parse(JSON.parse(await envelope.open(placeOf(mailId), sealed)));
      if (message.expiresAt <= clock()) return count('expired');
      try {
        await transport.deliver(mailId, message);
        count('sent');
      } catch (error) {
        const isPermanent = error instanceof MailError && error.isPermanent;
        count(isPermanent ? 'refused' : 'failed');
        if (!isPermanent) throw error;
        log.warn({ err: error, mailId }, 'mail refused for good');
      }
    },
  };
}
