import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql, type Caller } from '@conea/platform';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin } from './support/accounts.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';

let db: TestDatabase;
let office: PostOffice;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
const clock = aClock();

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

const anError = (name: string) => ({ email: null, errors: [expect.objectContaining({ __typename: name })] });
const me = z.object({ me: z.object({ emailVerifiedAt: z.string().nullable() }) });

async function verifiedAt(caller: Caller) {
  return me.parse((await server.request('{ me { emailVerifiedAt } }', {}, caller)).data).me.emailVerifiedAt;
}

async function aNewcomer() {
  const admin = await anAdmin(server);
  return { ...admin, token: await office.tokenTo(admin.email, 'verify-email') };
}

it('refuses a token that is used, made up, cut or of another purpose', async () => {
  const { token, email } = await aNewcomer();
  expect(await accounts.verifyEmail(token)).toEqual({ email, errors: [] });
  const madeUp = `conea_ev_${'A'.repeat(43)}`;
  for (const wrong of [token, madeUp, token.slice(0, -1), `${token}A`, token.replace('_ev_', '_pr_'), '', '\0'])
    expect(await accounts.verifyEmail(wrong)).toEqual(anError('InvalidToken'));
});

it('refuses a token after a day', async () => {
  const { token, caller } = await aNewcomer();
  clock.advance(24 * 3600);
  expect(await accounts.verifyEmail(token)).toEqual(anError('InvalidToken'));
  expect(await verifiedAt(caller)).toBeNull();
});

it('lets one of twenty that use a token at the same time succeed', async () => {
  const { token } = await aNewcomer();
  const answers = await Promise.all(Array.from({ length: 20 }, () => accounts.verifyEmail(token)));
  expect(answers.filter(({ email }) => email !== null)).toHaveLength(1);
});

it('refuses a token of an address that the user has no longer', async () => {
  const { id, token, caller } = await aNewcomer();
  await db.database.execute(sql`
    update users set email_index = '1.of another address' where id = ${id}`);
  expect(await accounts.verifyEmail(token)).toEqual(anError('InvalidToken'));
  expect(await verifiedAt(caller)).toBeNull();
});

it('says when the address was verified, in the trail of the organization', async () => {
  const { id, token, caller, organization } = await aNewcomer();
  expect(await verifiedAt(caller)).toBeNull();
  await accounts.verifyEmail(token);
  expect(await verifiedAt(caller)).toBe(clock.read().toISOString());
  const events = await db.database.many<{ type: string; data: object }>(sql`
    select type, data from outbox where subject = ${id} and tenant_id = ${organization.id} order by position desc limit 2`);
  expect(events).toMatchObject([
    { type: 'conea.identity.audit.recorded', data: { action: 'user.verify_email', actorId: id, result: 'success' } },
    { type: 'conea.identity.user.email_verified' },
  ]);
});

it('sends another link when asked, until the address is verified; then all links have ended', async () => {
  const { token, email, caller } = await aNewcomer();
  expect(await accounts.resendVerification(caller)).toEqual({ email, errors: [] });
  await office.mailsTo(email, 2);
  const newer = await office.tokenTo(email, 'verify-email');
  expect(newer).not.toBe(token);
  expect(await accounts.verifyEmail(newer)).toEqual({ email, errors: [] });
  expect(await accounts.verifyEmail(token)).toEqual(anError('InvalidToken'));
  expect(await accounts.resendVerification(caller)).toEqual(anError('AlreadyVerified'));
});

it('sends five links in an hour at most, also when asked for many at the same time', async () => {
  const { email, caller } = await aNewcomer();
  const answers = await Promise.all(Array.from({ length: 10 }, () => accounts.resendVerification(caller)));
  expect(answers.filter((answer) => answer.email === email)).toHaveLength(5);
  expect(await accounts.resendVerification(caller)).toEqual(anError('TooManyAttempts'));
  clock.advance(3600);
  expect(await accounts.resendVerification(caller)).toEqual({ email, errors: [] });
});

it('mails nothing again for a repeated sign-up', async () => {
  const input = { email: 'twice@example.com', idempotencyKey: 'twice' };
  await accounts.signUp(input);
  await accounts.signUp(input);
  await aNewcomer();
  expect(await office.mailsTo('twice@example.com')).toHaveLength(1);
});

it('keeps no token, but its hash', async () => {
  const { token } = await aNewcomer();
  const rows = await db.database.many<{ text: string }>(sql`
    select row_to_json(t)::text as text from one_time_tokens t union all select row_to_json(o)::text from outbox o
    union all select row_to_json(k)::text from idempotency_keys k union all select row_to_json(j)::text from pgboss.job j`);
  expect(rows.map(({ text }) => text).join()).not.toContain(token.slice(9));
});
