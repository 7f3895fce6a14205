import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { createLogger, sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { aClock, identityMigrations } from './support/identity-server.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';

let db: TestDatabase;
let office: PostOffice;
const lines: string[] = [];
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  const log = createLogger('test', 'trace', { write: (line) => void lines.push(line) });
  office = await startPostOffice(db, clock.read, log);
});

afterEach(() => office.simulator.faults.clear());

afterAll(async () => {
  await office.stop();
  await db.drop();
});

const aMail = (to: string, expiresIn = 3600) => ({
  ...{ to, subject: 'Ihre Adresse ✓', text: 'Open https://app.example.com/#verify-email=conea_ev_canary\n' },
  expiresAt: new Date(clock.read().getTime() + expiresIn * 1000),
});
const send = (to: string, expiresIn?: number) =>
  db.database.transaction((tx) => office.mail.send(tx, aMail(to, expiresIn)));

async function outcomes(outcome: string): Promise<number> {
  const { values } = (await office.metrics.getSingleMetric('identity_mails_total')?.get()) ?? { values: [] };
  return values.find(({ labels }) => labels['outcome'] === outcome)?.value ?? 0;
}

/** What pg-boss keeps of all jobs, as somebody reads it who has the database. */
async function storedJobs(): Promise<string> {
  const rows = await db.database.many<{ text: string }>(sql`select row_to_json(job)::text as text from pgboss.job`);
  return rows.map(({ text }) => text).join('\n');
}

it('sends a mail when the transaction commits, as it was written', async () => {
  await send('reader@example.com');
  const [mail] = await office.mailsTo('reader@example.com');
  expect(mail).toMatchObject({ from: 'no-reply@conea.example', subject: 'Ihre Adresse ✓' });
  expect(mail?.text.trim()).toBe('Open https://app.example.com/#verify-email=conea_ev_canary');
});

it('sends nothing when the transaction is rolled back', async () => {
  const failing = db.database.transaction(async (tx) => {
    await office.mail.send(tx, aMail('nobody@example.com'));
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  await send('after@example.com');
  await office.mailsTo('after@example.com');
  expect(office.simulator.mailbox.list('nobody@example.com')).toEqual([]);
});

it.each(['temporary', 'busy', 'cut'] as const)('tries again when the server answers with %s', async (kind) => {
  office.simulator.faults.arm({ kind, times: 1, delay: 0 });
  await send(`${kind}@example.com`);
  expect(await office.mailsTo(`${kind}@example.com`)).toHaveLength(1);
  expect(office.simulator.faults.met()).toBe(1);
});

it('gives up a server that does not answer in time, and tries again', async () => {
  office.simulator.faults.arm({ kind: 'slow', times: 1, delay: 20_000 });
  await send('slow@example.com');
  expect(await office.mailsTo('slow@example.com')).toHaveLength(1);
});

it('sends a mail whose answer was lost under the same id again', async () => {
  office.simulator.faults.arm({ kind: 'lost_answer', times: 1, delay: 0 });
  await send('lost@example.com');
  const [first, second] = await office.mailsTo('lost@example.com', 2);
  expect(first?.messageId).toMatch(/^<mail_[0-9a-f]{32}@conea\.example>$/);
  expect(second?.messageId).toBe(first?.messageId);
});

it('does not try again what is refused for good', async () => {
  office.simulator.faults.arm({ kind: 'permanent', delay: 0 });
  const before = await outcomes('refused');
  await send('refused@example.com');
  await until('the mail is refused', async () => (await outcomes('refused')) === before + 1);
  await until('the job is done', async () => !/"state":"(active|created|retry)"/.test(await storedJobs()));
  expect(office.simulator.faults.met()).toBe(1);
});

it('does not send what has ended meanwhile', async () => {
  const before = await outcomes('expired');
  await send('late@example.com', 0);
  await until('the mail is skipped', async () => (await outcomes('expired')) === before + 1);
  expect(office.simulator.mailbox.list('late@example.com')).toEqual([]);
});

it('tells neither its log nor its database who got which link', async () => {
  const secrets = /@example\.com|canary/;
  expect(lines.join('')).toContain('job failed');
  expect(lines.join('')).not.toMatch(secrets);
  expect(await storedJobs()).toContain('sealed');
  expect(await storedJobs()).not.toMatch(secrets);
});
