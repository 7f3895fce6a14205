import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, password } from './support/accounts.ts';
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

const refused = (name: string, field: string) => ({
  email: null,
  errors: [expect.objectContaining({ __typename: name, path: ['input', field] })],
});

async function whoMoves(to = anEmail()) {
  const user = await anAdmin(server);
  expect(await accounts.requestEmailChange({ email: to, password }, user.caller)).toEqual({ email: to, errors: [] });
  return { ...user, to, token: await office.tokenTo(to, 'confirm-email-change') };
}

it('asks for the password, and for an address that is another one', async () => {
  const { email, caller } = await anAdmin(server);
  const to = anEmail();
  const ask = (address: string, secret = password) =>
    accounts.requestEmailChange({ email: address, password: secret }, caller);
  expect(await ask(to, 'wrong')).toEqual(refused('InvalidCredentials', 'password'));
  expect(await ask('no address')).toEqual(refused('InvalidInput', 'email'));
  expect(await ask(email.toUpperCase())).toEqual(refused('InvalidInput', 'email'));
  await office.settle();
  expect(office.simulator.mailbox.list(to)).toEqual([]);
});

it('changes nothing before the link is opened, and tells the old address at both times', async () => {
  const { email, to, token } = await whoMoves();
  expect((await accounts.signIn({ email, password })).errors).toEqual([]);
  expect(await accounts.confirmEmailChange(token)).toEqual({ email: to, errors: [] });
  expect((await accounts.signIn({ email: to, password })).errors).toEqual([]);
  expect((await accounts.signIn({ email, password })).user).toBeNull();
  await office.settle();
  // Mails are sent beside each other, so none has to come first.
  expect(new Set((await office.mailsTo(email)).map(({ subject }) => subject))).toEqual(
    new Set([
      'Confirm your e-mail address',
      'Somebody wants to change your e-mail address',
      'Your e-mail address has changed',
    ]),
  );
});

it('ends the sessions and the links that the old address has', async () => {
  const { email, token, session } = await whoMoves();
  await accounts.requestPasswordReset(email);
  const reset = await office.tokenTo(email, 'reset-password');
  await accounts.confirmEmailChange(token);
  expect((await accounts.refresh(session.refreshToken)).session).toBeNull();
  expect(await accounts.resetPassword(reset, 'quite another phrase')).toEqual(refused('InvalidToken', 'token'));
});

it('refuses a link that was used, has ended, was replaced, or is for something else', async () => {
  const { email, token, caller } = await whoMoves();
  const newest = anEmail();
  await accounts.requestEmailChange({ email: newest, password }, caller);
  const verification = await office.tokenTo(email, 'verify-email');
  for (const wrong of [token, verification, verification.replace('_ev_', '_ec_'), ''])
    expect(await accounts.confirmEmailChange(wrong)).toEqual(refused('InvalidToken', 'token'));
  const good = await office.tokenTo(newest, 'confirm-email-change');
  expect(await accounts.confirmEmailChange(good)).toEqual({ email: newest, errors: [] });
  expect(await accounts.confirmEmailChange(good)).toEqual(refused('InvalidToken', 'token'));
  const late = await whoMoves();
  clock.advance(24 * 3600);
  expect(await accounts.confirmEmailChange(late.token)).toEqual(refused('InvalidToken', 'token'));
});

it('tells only who reads the mail that somebody has the address, whatever its spelling', async () => {
  const { email } = await anAdmin(server);
  const mover = await anAdmin(server);
  const spelling = email.toUpperCase().replace('@', '＠');
  expect((await accounts.requestEmailChange({ email: spelling, password }, mover.caller)).errors).toEqual([]);
  const [local = '', domain = ''] = email.toUpperCase().split('@');
  const token = await office.tokenTo(`${local}@${domain.toLowerCase()}`, 'confirm-email-change');
  expect(await accounts.confirmEmailChange(token)).toEqual(refused('EmailTaken', 'token'));
  expect((await accounts.signIn({ email: mover.email, password })).errors).toEqual([]);
});

it('gives an address to one of those who race for it', async () => {
  const to = anEmail();
  const movers = await Promise.all(Array.from({ length: 4 }, () => anAdmin(server)));
  const tokens: string[] = [];
  for (const { caller } of movers) {
    await accounts.requestEmailChange({ email: to, password }, caller);
    await office.settle();
    tokens.push(await office.tokenTo(to, 'confirm-email-change'));
  }
  const [signUp, ...answers] = await Promise.all([
    accounts.signUp({ email: to }),
    ...tokens.map((token) => accounts.confirmEmailChange(token)),
  ]);
  const winners = [signUp.user, ...answers.map(({ email }) => email)].filter((winner) => winner !== null);
  expect(winners).toHaveLength(1);
  const errors = answers.flatMap((answer) => answer.errors.map(({ __typename }) => __typename));
  expect(new Set([...errors, 'EmailTaken'])).toEqual(new Set(['EmailTaken']));
});
