import { createJobQueue, createMetrics, createSecretBox } from '@conea/platform';
import { silentLog, type TestDatabase } from '../../../../test/support/database.ts';
import { until } from '../../../../test/support/until.ts';
import { startMailSimulator } from '../../../../simulators/src/mail/simulator.ts';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { createMailQueue } from '../../src/jobs/send-mail.ts';
import { createSmtp } from '../../src/sources/smtp.ts';
import { secretsKey } from './identity-server.ts';

/** Mails as in production: jobs in the database of the test, sent over SMTP to a server that keeps them. */
export async function startPostOffice({ url }: TestDatabase, clock: () => Date, log = silentLog) {
  const simulator = await startMailSimulator({ host: '127.0.0.1', port: 0, smtpPort: 0, capacity: 500 });
  const jobs = await createJobQueue(url, log);
  const box = createSecretBox(secretsKey);
  const metrics = createMetrics('identity');
  const transport = createSmtp({ url: simulator.smtpUrl, from: 'Conea <no-reply@conea.example>', timeout: 2_000 });
  await startJobs({ jobs, box, transport, clock, log, metrics });
  const { mailbox } = simulator;
  return {
    ...{ simulator, jobs, metrics, mail: createMailQueue(jobs, box) },
    /** The mails to an address, the newest first, as soon as there are so many. */
    mailsTo: async (address: string, count = 1) => {
      await until(`${count} mails arrive`, async () => mailbox.list(address).length >= count);
      return mailbox.list(address);
    },
    /** The token in the newest mail with this link. */
    tokenTo: async (address: string, action: string): Promise<string> => {
      const pattern = new RegExp(`https://app\\.example\\.com/#${action}=(?<token>\\S+)`);
      const find = () => mailbox.list(address).flatMap(({ text }) => pattern.exec(text)?.groups?.['token'] ?? [])[0];
      await until(`a mail with ${action} arrives`, async () => find() !== undefined);
      return find() ?? '';
    },
    stop: async () => {
      await jobs.stop(2_000);
      transport.close();
      await simulator.close();
    },
  };
}

export type PostOffice = Awaited<ReturnType<typeof startPostOffice>>;
