import {
  createJobQueue,
  type Database,
  type DatabaseUrl,
  type Lifecycle,
  type Logger,
  type Registry,
} from '@conea/platform';
import { createAccountMails } from './domain/account-mails.ts';
import type { PersonalData } from './domain/personal-data.ts';
import { createResetRequests } from './jobs/request-password-reset.ts';
import { createMailQueue } from './jobs/send-mail.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { createSmtp } from './sources/smtp.ts';
import { createMembershipStore } from './store/membership-store.ts';
import { createTokenStore } from './store/token-store.ts';
import { createUserStore } from './store/user-store.ts';

export type MailParts = {
  database: Database;
  databaseUrl: DatabaseUrl;
  mailUrl: string;
  mailFrom: string;
  /** Milliseconds for each answer of the mail server. */
  mailTimeout?: number;
  appUrl: string;
  personal: PersonalData;
  clock: () => Date;
  log: Logger;
  metrics: Registry;
  lifecycle: Pick<Lifecycle, 'onStop'>;
};

/** Starts the jobs that send mail; answers what hands them work. */
export async function startMail(parts: MailParts) {
  const { database, appUrl, personal, clock, log, metrics, lifecycle } = parts;
  const jobs = await createJobQueue(parts.databaseUrl, log);
  const transport = createSmtp({ url: parts.mailUrl, from: parts.mailFrom, timeout: parts.mailTimeout ?? 10_000 });
  lifecycle.onStop('mail', () => transport.close());
  lifecycle.onStop('jobs', () => jobs.stop(10_000));
  const { envelope } = personal;
  const mail = createMailQueue(jobs, envelope);
  const [users, memberships, tokens] = [
    createUserStore(database, personal),
    createMembershipStore(database, personal),
    createTokenStore(database, personal),
  ];
  const mails = createAccountMails(appUrl);
  await startJobs({
    ...{ jobs, transport, envelope, mail, mails, database },
    users,
    memberships,
    tokens,
    clock,
    log,
    metrics,
  });
  return { jobs, users, mail, mails, resetRequests: createResetRequests(jobs, envelope), appUrl };
}
