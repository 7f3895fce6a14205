import { createMetrics, sql } from '@conea/platform';
import { silentLog, type TestDatabase } from '../../../../test/support/database.ts';
import { until } from '../../../../test/support/until.ts';
import { startMailSimulator } from '../../../../simulators/src/mail/simulator.ts';
import { startMail } from '../../src/start-mail.ts';
import { openPersonalData } from './identity-server.ts';

/** Mails as in production: jobs in the database of the test, sent over SMTP to a server that keeps them. */
export async function startPostOffice({ url, served: database }: TestDatabase, clock: () => Date, log = silentLog) {
  const simulator = await startMailSimulator({ host: '127.0.0.1', port: 0, smtpPort: 0, capacity: 500 });
  const metrics = createMetrics('identity');
  const stops: (() => unknown)[] = [];
  const mailing = await startMail({
    ...{ database, databaseUrl: url, mailUrl: simulator.smtpUrl, mailTimeout: 2_000, clock, log, metrics },
    ...{ mailFrom: 'Conea <no-reply@conea.example>', appUrl: 'https://app.example.com/' },
    personal: await openPersonalData(database),
    lifecycle: { onStop: (_name, stop) => stops.unshift(stop) },
  });
  const { mailbox } = simulator;
  return {
    ...{ ...mailing, simulator, metrics },
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
    /** Waits until all mails that were asked for have been sent, or given up. */
    settle: async () => {
      const open = sql`select count(*) from pgboss.job where state in ('created', 'retry', 'active')`;
      await until('no job is left', async () => (await database.one<{ count: number }>(open)).count === 0);
    },
    stop: async () => {
      for (const stop of stops) await stop();
      await simulator.close();
    },
  };
}

export type PostOffice = Awaited<ReturnType<typeof startPostOffice>>;
