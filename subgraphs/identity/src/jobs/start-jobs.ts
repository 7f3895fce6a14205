import { createInstruments, type JobQueue, type Logger, type Registry } from '@conea/platform';
import type { MailTransport } from '../sources/mail-transport.ts';
import { createResetJob, type ResetJobParts } from './request-password-reset.ts';
import { createSendMailJob } from './send-mail.ts';

export type JobParts = ResetJobParts & { jobs: JobQueue; transport: MailTransport; log: Logger; metrics: Registry };

/** Begins to work on the jobs of this subgraph. */
export async function startJobs({ jobs, metrics, ...parts }: JobParts): Promise<void> {
  const mails = createInstruments(metrics).counter({
    name: 'identity_mails_total',
    help: 'Tries to hand a mail to the mail server, by what became of them.',
    labels: ['outcome'],
  });
  await jobs.work(createSendMailJob({ ...parts, count: (outcome) => mails({ outcome }) }));
  await jobs.work(createResetJob(parts));
}
