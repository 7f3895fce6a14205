import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { sql } from '@conea/platform';
import { decodeJwt } from 'jose';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, callerOf } from './support/accounts.ts';
import { aCaller, aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { anAdminWithPasskey, secondFactorsOf } from './support/second-factors.ts';
import { aPasskey, type Deviation } from './support/software-authenticator.ts';

let db: TestDatabase;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
let factors: ReturnType<typeof secondFactorsOf>;
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, clock.read);
  accounts = accountsOf(server);
  factors = secondFactorsOf(server);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const named = (name: string) => [expect.objectContaining({ __typename: name })];
const refused = (name: string) => ({ session: null, errors: named(name) });
const wrong = refused('InvalidProof');
const done = { errors: [], session: expect.objectContaining({ id: expect.any(String) }) };
const optionsOf = async (input: object = {}, caller = aCaller()) =>
  (await factors.beginAuthentication(input, caller)).options;
const { privateKey: otherKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const deviations: [string, Deviation][] = [
  ['another origin', { origin: 'https://app.example.com.evil.test' }],
  ['an origin by plain HTTP', { origin: 'http://app.example.com' }],
  ['another site', { rpId: 'evil.test' }],
  ['another challenge', { challenge: Buffer.alloc(32, 1).toString('base64url') }],
  ['another ceremony', { type: 'webauthn.create' }],
  ['a frame in another page', { crossOrigin: true }],
  ['another key', { signedBy: otherKey }],
  ['another person', { userHandle: Buffer.from('usr_somebody').toString('base64url') }],
  ['a credential that nobody has', { credentialId: Buffer.alloc(32, 2).toString('base64url') }],
  ['no verification of its user', { isUserVerified: false }],
];

describe('a sign-in with a passkey alone', () => {
  it('gives a session that is proven by two factors', async () => {
    const { device, passkeyId, caller } = await anAdminWithPasskey(server);
    const completed = await factors.signInWithPasskey(device.use(await optionsOf()));
    expect(completed).toEqual(done);
    expect(decodeJwt(completed.session?.accessToken ?? '')).toMatchObject({ acr: 'aal2', amr: ['hwk', 'mfa'] });
    const { secondFactors } = await factors.renamePasskey({ passkeyId, name: 'Blue phone' }, caller);
    expect(secondFactors?.passkeys).toEqual([
      { id: passkeyId, name: 'Blue phone', lastUsedAt: clock.read().toISOString() },
    ]);
  });

  it.each(deviations)('is refused with %s, and the challenge is used up', async (_, deviation) => {
    const { device } = await anAdminWithPasskey(server);
    const options = await optionsOf();
    expect(await factors.signInWithPasskey(device.use(options, deviation))).toEqual(wrong);
    const again = await factors.signInWithPasskey(device.use(options));
    expect(again).toEqual(deviation.challenge === undefined ? wrong : done);
  });

  it('answers its challenge once, within five minutes', async () => {
    const { device } = await anAdminWithPasskey(server);
    const answer = device.use(await optionsOf());
    expect(await factors.signInWithPasskey(answer)).toEqual(done);
    expect(await factors.signInWithPasskey(answer)).toEqual(wrong);
    const late = await optionsOf();
    clock.advance(300);
    expect(await factors.signInWithPasskey(device.use(late))).toEqual(wrong);
  });

  it('is started once when one answer is sent many times at once', async () => {
    const { device } = await anAdminWithPasskey(server);
    const answer = device.use(await optionsOf());
    const answers = await Promise.all(Array.from({ length: 8 }, () => factors.signInWithPasskey(answer)));
    expect(answers.filter(({ session }) => session !== null)).toHaveLength(1);
  });

  it('is refused to a copy of the device, by its count, and that is told', async () => {
    const { device, id } = await anAdminWithPasskey(server);
    expect(await factors.signInWithPasskey(device.use(await optionsOf(), { counter: 7 }))).toEqual(done);
    for (const counter of [7, 6, 0])
      expect(await factors.signInWithPasskey(device.use(await optionsOf(), { counter }))).toEqual(wrong);
    expect(await factors.signInWithPasskey(device.use(await optionsOf(), { counter: 4_294_967_295 }))).toEqual(done);
    const trail = await db.database.acrossTenants.many<{ type: string; refusal: string | null }>(sql`
      select type, data->'metadata'->>'refusal' as refusal from outbox
      where subject = ${id} and (type = 'conea.identity.user.passkey_counter_regressed' or data->'metadata' ? 'refusal')`);
    expect(trail.filter(({ refusal }) => refusal === 'counter_regressed')).toHaveLength(3);
    expect(trail.filter(({ type }) => type.endsWith('counter_regressed'))).toHaveLength(3);
  });

  it('is good with devices that do not count', async () => {
    const { device } = await anAdminWithPasskey(server);
    for (let use = 0; use < 2; use++)
      expect(await factors.signInWithPasskey(device.use(await optionsOf(), { counter: 0 }))).toEqual(done);
  });

  it('is refused with what is no answer of a device', async () => {
    const { device } = await anAdminWithPasskey(server);
    const answer = device.use(await optionsOf());
    const broken = { ...answer, response: { ...answer.response, clientDataJSON: 'bm90IGpzb24' } };
    for (const odd of [{}, [], 'text', 1, { ...answer, type: 'password' }, { ...answer, id: '' }, broken])
      expect(await factors.signInWithPasskey(odd)).toEqual(wrong);
  });

  it('does not take a challenge that was for a confirmation', async () => {
    const { device, caller } = await anAdminWithPasskey(server);
    const options = await optionsOf({}, caller);
    expect(await factors.signInWithPasskey(device.use(options))).toEqual(wrong);
  });
});

describe('a passkey as second factor', () => {
  it('goes on with a sign-in by password, also without a verification of its user', async () => {
    const { device, challenge } = await anAdminWithPasskey(server);
    const challengeToken = await challenge();
    const options = await optionsOf({ challengeToken });
    expect(options).toMatchObject({ allowCredentials: [{ id: device.credentialId }], userVerification: 'preferred' });
    const passkey = device.use(options, { isUserVerified: false });
    const completed = await factors.completeSignIn({ challengeToken, passkey });
    expect(completed).toEqual(done);
    expect(decodeJwt(completed.session?.accessToken ?? '')).toMatchObject({ acr: 'aal2', amr: ['pwd', 'hwk', 'mfa'] });
  });

  it('is that of the user who signs in: not another one’s, nor by a challenge of another one', async () => {
    const [one, other] = [await anAdminWithPasskey(server), await anAdminWithPasskey(server)];
    const challengeToken = await one.challenge();
    const foreign = other.device.use(await optionsOf({ challengeToken }));
    expect(await factors.completeSignIn({ challengeToken, passkey: foreign })).toEqual(wrong);
    const theirs = await optionsOf({ challengeToken: await other.challenge() });
    expect(await factors.completeSignIn({ challengeToken, passkey: one.device.use(theirs) })).toEqual(wrong);
    const anybody = one.device.use(await optionsOf());
    expect(await factors.completeSignIn({ challengeToken, passkey: anybody })).toEqual(wrong);
    const own = one.device.use(await optionsOf({ challengeToken }));
    expect(await factors.completeSignIn({ challengeToken, passkey: own })).toEqual(done);
  });

  it('is asked for by the token of a sign-in that waits, and by no other', async () => {
    const answer = await factors.beginAuthentication({ challengeToken: `conea_sc_${'A'.repeat(43)}` });
    expect(answer).toEqual({ options: null, expiresAt: null, errors: named('InvalidToken') });
  });

  it('confirms who is signed in, with a verification of its user', async () => {
    const { device, caller } = await anAdminWithPasskey(server);
    clock.advance(3_601);
    await expect(accounts.createApiKey({}, caller)).rejects.toThrow('STEP_UP_REQUIRED');
    const unverified = device.use(await optionsOf({}, caller), { isUserVerified: false });
    expect(await factors.reauthenticate({ passkey: unverified }, caller)).toMatchObject({
      errors: named('InvalidProof'),
    });
    const passkey = device.use(await optionsOf({}, caller));
    expect(await factors.reauthenticate({ passkey }, caller)).toMatchObject({ errors: [] });
    expect((await accounts.createApiKey({}, caller)).errors).toEqual([]);
  });
});

describe('registering a passkey', () => {
  it('comes with recovery codes, ends the other sessions and lifts this one', async () => {
    const admin = await anAdmin(server);
    const { session: elsewhere } = await factors.signIn(admin.email);
    const device = aPasskey();
    const { options } = await factors.beginRegistration({}, admin.caller);
    expect(options).toMatchObject({
      rp: { id: 'example.com' },
      authenticatorSelection: { userVerification: 'required' },
    });
    const registered = await factors.registerPasskey({ passkey: device.register(options), name: 'Key' }, admin.caller);
    expect(registered).toMatchObject({ session: null, errors: [] });
    expect(registered.recoveryCodes).toHaveLength(10);
    expect(await factors.refresh(elsewhere?.refreshToken ?? '')).toEqual(refused('SessionEnded'));
    const next = await factors.refresh(admin.session.refreshToken);
    expect(decodeJwt(next.session?.accessToken ?? '')).toMatchObject({ amr: ['pwd', 'hwk', 'mfa'] });
  });

  it.each([
    ['another origin', { origin: 'https://evil.test' }],
    ['another site', { rpId: 'evil.test' }],
    ['another challenge', { challenge: Buffer.alloc(32, 1).toString('base64url') }],
    ['another ceremony', { type: 'webauthn.get' }],
    ['no verification of its user', { isUserVerified: false }],
  ])('is refused with %s', async (_, deviation) => {
    const { caller } = await anAdmin(server);
    const { options } = await factors.beginRegistration({}, caller);
    const passkey = aPasskey().register(options, deviation);
    expect(await factors.registerPasskey({ passkey, name: 'Key' }, caller)).toMatchObject({
      errors: named('InvalidProof'),
    });
  });

  it('is refused with a credential of somebody else, and with a challenge of somebody else', async () => {
    const [owner, thief] = [await anAdminWithPasskey(server), await anAdmin(server)];
    const { options } = await factors.beginRegistration({}, thief.caller);
    const stolen = aPasskey().register(options, { credentialId: owner.device.credentialId });
    expect(await factors.registerPasskey({ passkey: stolen, name: 'Key' }, thief.caller)).toMatchObject({
      errors: named('InvalidProof'),
    });
    const { options: theirs } = await factors.beginRegistration({}, owner.caller);
    const passkey = aPasskey().register(theirs);
    expect(await factors.registerPasskey({ passkey, name: 'Key' }, thief.caller)).toMatchObject({
      errors: named('InvalidProof'),
    });
    expect(await factors.signInWithPasskey(owner.device.use(await optionsOf()))).toEqual(done);
  });

  it('needs a recent proof, a name, and is not for keys or strangers', async () => {
    const { caller } = await anAdmin(server);
    const { options } = await factors.beginRegistration({}, caller);
    const passkey = aPasskey().register(options);
    expect(await factors.registerPasskey({ passkey, name: ' ' }, caller)).toMatchObject({
      errors: named('InvalidInput'),
    });
    const key = { ...caller, user: caller.user && { ...caller.user, sessionId: `key_${'0'.repeat(32)}` } };
    await expect(factors.beginRegistration({}, key)).rejects.toThrow('FORBIDDEN');
    await expect(factors.beginRegistration({})).rejects.toThrow('UNAUTHENTICATED');
    clock.advance(3_601);
    await expect(factors.registerPasskey({ passkey, name: 'Key' }, caller)).rejects.toThrow('STEP_UP_REQUIRED');
  });

  it('is possible twenty times', async () => {
    const { caller, id } = await anAdminWithPasskey(server);
    const fill = sql`
      insert into passkeys (id, user_id, name, credential_id, public_key, counter, transports, created_at)
      select 'psk_' || lpad(n::text, 32, '0') || ${id}, ${id}, 'Key', ${id} || n, '', 0, '{}', now() from generate_series(1, 18) as n`;
    await db.database.execute(fill);
    const register = async () => {
      const { options } = await factors.beginRegistration({}, caller);
      return factors.registerPasskey({ passkey: aPasskey().register(options), name: 'Key' }, caller);
    };
    expect((await register()).errors).toEqual([]);
    expect((await register()).errors).toEqual(named('InvalidInput'));
  });

  it('lets in who could not sign in without it', async () => {
    const { caller, email } = await anAdmin(server);
    await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 0, kinds: ['PASSKEY'] }, caller);
    const enrolmentToken = (await factors.signIn(email)).errors[0]?.enrolmentToken;
    const { options } = await factors.beginRegistration({ enrolmentToken });
    const passkey = aPasskey().register(options);
    const registered = await factors.registerPasskey({ passkey, name: 'Key', enrolmentToken });
    expect(registered).toMatchObject({ errors: [], session: { id: expect.any(String) } });
  });
});

describe('the passkeys of a user', () => {
  it('are taken away one by one, and by nobody else', async () => {
    const [owner, other] = [await anAdminWithPasskey(server), await anAdminWithPasskey(server)];
    for (const passkeyId of [owner.passkeyId, 'psk_1', '']) {
      expect((await factors.removePasskey(passkeyId, other.caller)).errors).toEqual(named('NotFound'));
      expect((await factors.renamePasskey({ passkeyId, name: 'Mine' }, other.caller)).errors).toEqual(
        named('NotFound'),
      );
    }
    expect(await factors.removePasskey(owner.passkeyId, owner.caller)).toEqual({
      secondFactors: { passkeys: [], recoveryCodesLeft: 0 },
      errors: [],
    });
    expect(await factors.signInWithPasskey(owner.device.use(await optionsOf()))).toEqual(wrong);
    expect((await factors.signIn(owner.email)).errors).toEqual([]);
  });

  it('are no way into an organization that the user was taken out of', async () => {
    const admin = await anAdmin(server);
    const { device, id } = await anAdminWithPasskey(server);
    await db.database.execute(sql`delete from memberships where user_id = ${id}`);
    const answer = await factors.signInWithPasskey(device.use(await optionsOf()));
    expect(answer).toEqual(refused('NoOrganization'));
    expect(callerOf(admin.session.accessToken).user?.id).toBe(admin.id);
  });
});
