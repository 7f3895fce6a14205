import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@conea/platform';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/support/database.ts';
import { warnOfExpiry } from '../src/jobs/warn-of-expiry.ts';
import { purge } from '../src/jobs/purge.ts';
import { accountsOf, anAdmin, password } from './support/accounts.ts';
import { aCaller, aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';

let db: TestDatabase;
let server: IdentityServer;
let office: PostOffice;
let accounts: ReturnType<typeof accountsOf>;
const clock = aClock();
const day = 86_400;

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  office = await startPostOffice(db, clock.read);
  server = await startIdentity(db.served, clock.read, office);
  accounts = accountsOf(server);
});
afterAll(async () => {
  await server.stop();
  await office.stop();
  await db.drop();
});

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const from = (ip: string, userAgent = 'test'): Caller => ({ ...aCaller({ ip }), userAgent });
const home = '203.0.113.9';

/** What was mailed to somebody, without what they were asked to confirm at sign-up; the newest first. */
async function mailsTo(email: string): Promise<{ subject: string; text: string }[]> {
  await office.settle();
  return office.simulator.mailbox.list(email).filter(({ subject }) => subject !== 'Confirm your e-mail address');
}

async function signIn(email: string, caller: Caller): Promise<string> {
  const { session } = await accounts.signIn({ email, password }, caller);
  if (!session) throw new Error('the sign-in of the test was refused');
  return session.refreshToken;
}

describe('a sign-in', () => {
  it.each([
    ['with another device', from(home, firefox), 'Device: Firefox on Windows\nAddress: 203.0.113.9'],
    ['from another network', from('198.51.100.7'), 'Device: test\nAddress: 198.51.100.7'],
  ])('%s is told to the owner of the account, once', async (_, caller, told) => {
    const { email } = await anAdmin(server);
    await signIn(email, caller);
    await signIn(email, caller);
    const mails = await mailsTo(email);
    expect(mails.map(({ subject }) => subject)).toEqual(['A new sign-in to your account']);
    expect(mails[0]?.text).toContain(told);
  });

  it('from where the account was made, or from another address of that network, is not', async () => {
    const { email } = await anAdmin(server);
    await signIn(email, from(home));
    await signIn(email, from('203.0.113.77'));
    expect(await mailsTo(email)).toEqual([]);
  });

  it('of two people from one place tells neither of the other', async () => {
    const [one, other] = [await anAdmin(server), await anAdmin(server)];
    await signIn(one.email, from('192.0.2.1'));
    await signIn(other.email, from('192.0.2.1'));
    for (const { email } of [one, other]) expect(await mailsTo(email)).toHaveLength(1);
  });

  it('is told once when several come at the same time from one new place', async () => {
    const { email } = await anAdmin(server);
    await Promise.all(Array.from({ length: 5 }, () => signIn(email, from('192.0.2.200'))));
    expect(await mailsTo(email)).toHaveLength(1);
  });

  it('with a wrong password is not told, and makes no place known', async () => {
    const { email } = await anAdmin(server);
    await accounts.signIn({ email, password: 'not the password at all' }, from('192.0.2.66'));
    expect(await mailsTo(email)).toEqual([]);
    await signIn(email, from('192.0.2.66'));
    expect(await mailsTo(email)).toHaveLength(1);
  });

  it('is told again from where nobody signed in for half a year', async () => {
    const { email } = await anAdmin(server);
    await signIn(email, from('198.51.100.8'));
    await office.settle();
    clock.advance(100 * day);
    await signIn(email, from(home));
    clock.advance(100 * day);
    await purge({ database: db.served, clock: clock.read, log: silentLog });
    await signIn(email, from('198.51.100.8'));
    expect(await mailsTo(email)).toHaveLength(2);
  });
});

it('a session that ends because its token was used twice is told, once', async () => {
  const { email, session } = await anAdmin(server);
  await accounts.refresh(session.refreshToken);
  clock.advance(60);
  for (let times = 0; times < 3; times++) await accounts.refresh(session.refreshToken);
  expect((await mailsTo(email)).map(({ subject }) => subject)).toEqual(['One of your sessions was ended']);
});

it('the end of an API key is told to its owner 14, 7 and 1 days before, by the name of the key and not by the key', async () => {
  const { email, caller } = await anAdmin(server);
  const { secret } = await accounts.createApiKey({ name: 'Warehouse', expiresInDays: 30 }, caller);
  for (const days of [16, 7, 6]) {
    clock.advance(days * day);
    await warnOfExpiry({ ...office, database: db.served }, clock.read());
    await office.settle();
  }
  const mails = await mailsTo(email);
  expect(mails.map(({ subject }) => subject)).toEqual([
    'An API key ends tomorrow',
    'An API key ends in 7 days',
    'An API key ends in 14 days',
  ]);
  for (const { text } of mails) {
    expect(text).toContain('"Warehouse"');
    expect(text).not.toContain(secret?.slice(0, 20));
  }
});
