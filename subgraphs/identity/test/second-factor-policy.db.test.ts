import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { decodeJwt } from 'jose';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, callerOf } from './support/accounts.ts';
import { codeAt } from './support/authenticator-app.ts';
import { aCode, aWebClient, redeem, refreshFor } from './support/authorizations.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { aCautiousAdmin, secondFactorsOf } from './support/second-factors.ts';

let db: TestDatabase;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
let factors: ReturnType<typeof secondFactorsOf>;
const clock = aClock();
const day = 86_400;

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

const refused = (name: string) => ({ session: null, errors: [expect.objectContaining({ __typename: name })] });
const enrolment = refused('SecondFactorEnrolmentRequired');

/** An organization, and a member of it without a second factor. */
async function anOrganization() {
  const admin = await aCautiousAdmin(server, clock);
  const email = anEmail();
  await accounts.createUser({ email }, admin.caller);
  const { session } = await factors.signIn(email);
  if (!session) throw new Error('the member of the test could not sign in');
  return { admin, email, session, caller: callerOf(session.accessToken) };
}

/** Sets up an app with the token of a sign-in that asked for it. */
async function enrol(enrolmentToken: string) {
  const { secret } = await factors.enrolTotp({ enrolmentToken });
  const seed = secret ?? '';
  return { seed, confirmed: await factors.confirmTotp({ enrolmentToken, code: codeAt(seed, clock.read()) }) };
}

describe('an organization that asks for a second factor', () => {
  it('gives a member without one no session, but a token to set one up, which then gives it', async () => {
    const { admin, email } = await anOrganization();
    expect((await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 0 }, admin.caller)).errors).toEqual([]);
    const { session, errors } = await factors.signIn(email);
    expect({ session, errors }).toEqual(enrolment);
    expect(errors[0]?.methods).toEqual(['TOTP', 'PASSKEY']);
    const enrolmentToken = errors[0]?.enrolmentToken ?? '';
    const { seed, confirmed } = await enrol(enrolmentToken);
    expect(confirmed.errors).toEqual([]);
    expect(confirmed.recoveryCodes).toHaveLength(10);
    expect(decodeJwt(confirmed.session?.accessToken ?? '')).toMatchObject({ acr: 'aal2', amr: ['pwd', 'otp', 'mfa'] });
    expect(await factors.enrolTotp({ enrolmentToken })).toMatchObject({ errors: [{ __typename: 'InvalidToken' }] });
    clock.advance(30);
    const challengeToken = (await factors.signIn(email)).errors[0]?.challengeToken;
    const completed = await factors.completeSignIn({ challengeToken, code: codeAt(seed, clock.read()) });
    expect(completed.errors).toEqual([]);
  });

  it('lets them in until the grace period is over', async () => {
    const { admin, email } = await anOrganization();
    await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 2 }, admin.caller);
    clock.advance(2 * day - 1);
    expect((await factors.signIn(email)).errors).toEqual([]);
    clock.advance(1);
    expect(await factors.signIn(email)).toEqual(enrolment);
  });

  it('lets no token of the grace period outlast it, of a session or of a client', async () => {
    const { admin, session } = await anOrganization();
    await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 1 }, admin.caller);
    const client = await aWebClient(server, admin.caller);
    const end = Math.floor(clock.read().getTime() / 1000) + day;
    clock.advance(day - 1_800);
    const refreshed = (await factors.refresh(session.refreshToken)).session;
    expect(decodeJwt(refreshed?.accessToken ?? '').exp).toBe(end);
    const caller = callerOf(refreshed?.accessToken ?? '');
    const { json } = await redeem(server, client, await aCode(server, client, caller));
    expect(decodeJwt(String(json['access_token'])).exp).toBe(end);
    const challengeToken = await admin.challenge();
    const proven = await factors.completeSignIn({ challengeToken, code: admin.nextCode() });
    expect(decodeJwt(proven.session?.accessToken ?? '').exp).toBe(end - 1_770 + 3_600);
    clock.advance(1_740);
    const code = await aCode(server, client, caller);
    clock.advance(30);
    expect(await factors.refresh(refreshed?.refreshToken ?? '')).toEqual(enrolment);
    for (const refused of [redeem(server, client, code), refreshFor(server, client, json['refresh_token'])])
      expect(await refused).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });

  it('is not evaded by a refresh, nor is the refresh token used up by it', async () => {
    const { admin, session } = await anOrganization();
    await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 0 }, admin.caller);
    const answer = await factors.refresh(session.refreshToken);
    expect(answer).toEqual(enrolment);
    const { confirmed } = await enrol(answer.errors[0]?.enrolmentToken ?? '');
    expect(confirmed.errors).toEqual([]);
    expect(await factors.refresh(session.refreshToken)).toEqual(refused('SessionEnded'));
    expect((await factors.refresh(confirmed.session?.refreshToken ?? '')).errors).toEqual([]);
  });

  it('is not evaded by a repeated refresh', async () => {
    const { admin, session } = await anOrganization();
    expect((await factors.refresh(session.refreshToken)).errors).toEqual([]);
    await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 0 }, admin.caller);
    expect(await factors.refresh(session.refreshToken)).toEqual(enrolment);
  });

  it('has nobody set one up by an old refresh token: they sign in first', async () => {
    const { admin, session, email } = await anOrganization();
    await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 0 }, admin.caller);
    clock.advance(3_601);
    const answer = await factors.refresh(session.refreshToken);
    expect(answer).toEqual(enrolment);
    expect(answer.errors[0]?.enrolmentToken).toBeNull();
    expect((await factors.signIn(email)).errors[0]?.enrolmentToken).toMatch(/^conea_sc_/);
  });

  it('is not entered by moving a session into it', async () => {
    const { admin } = await anOrganization();
    const visitor = await anAdmin(server);
    await db.database.execute(sql`
      insert into memberships (organization_id, user_id, role, joined_at)
      values (${admin.organization.id}, ${visitor.id}, 'user', ${clock.read()})`);
    await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 0 }, admin.caller);
    const answer = await factors.refresh(visitor.session.refreshToken, admin.organization.id);
    expect(answer).toEqual(enrolment);
    const stay = await factors.refresh(visitor.session.refreshToken);
    expect(stay.errors).toEqual([]);
    const again = await factors.refresh(stay.session?.refreshToken ?? '', admin.organization.id);
    const { confirmed } = await enrol(again.errors[0]?.enrolmentToken ?? '');
    expect(decodeJwt(confirmed.session?.accessToken ?? '')).toMatchObject({ org: admin.organization.id });
  });

  it('refuses the API keys of members without one', async () => {
    const { admin, caller } = await anOrganization();
    const { secret } = await accounts.createApiKey({}, caller);
    const { secret: adminKey } = await accounts.createApiKey({}, admin.caller);
    expect(await server.verifyKey(secret)).toMatchObject({ user: { id: caller.user?.id } });
    await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 0 }, admin.caller);
    expect(await server.verifyKey(secret)).toEqual({ user: null });
    expect(await server.verifyKey(adminKey)).toMatchObject({ user: { id: admin.id } });
  });

  it('makes the access tokens of sessions that were proven by less worthless at once', async () => {
    const { admin, session } = await anOrganization();
    const { membership_version: version } = decodeJwt(session.accessToken);
    await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 0 }, admin.caller);
    const revoked = await db.database.many<{ userId: string; version: number }>(sql`
      select user_id as "userId", membership_version as version from revocations
      where organization_id = ${admin.organization.id}`);
    const { sub } = decodeJwt(session.accessToken);
    expect(revoked.map(({ userId }) => userId)).toEqual([sub]);
    expect(revoked[0]?.version).toBeGreaterThan(Number(version));
  });

  it('keeps the last factor that counts from being taken away', async () => {
    const { admin } = await anOrganization();
    await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 0 }, admin.caller);
    expect(await factors.removeTotp(admin.caller)).toMatchObject({ errors: [{ __typename: 'SecondFactorDemanded' }] });
    await factors.changePolicy({ requirement: 'OPTIONAL' }, admin.caller);
    expect(await factors.removeTotp(admin.caller)).toEqual({ errors: [] });
  });

  it('asks for another factor of who has one that does not count', async () => {
    const { admin } = await anOrganization();
    await factors.changePolicy({ requirement: 'REQUIRED', graceDays: 0, kinds: ['PASSKEY'] }, admin.caller);
    const challengeToken = await admin.challenge();
    const answer = await factors.completeSignIn({ challengeToken, code: admin.nextCode() });
    expect(answer).toEqual(enrolment);
    expect(answer.errors[0]?.methods).toEqual(['PASSKEY']);
    const { enrolmentToken } = answer.errors[0] ?? {};
    expect(await factors.enrolTotp({ enrolmentToken })).toMatchObject({ errors: [{ __typename: 'InvalidToken' }] });
  });
});

describe('the policy', () => {
  it('is changed by admins with a recent proof alone, and within bounds', async () => {
    const { admin, caller } = await anOrganization();
    await expect(factors.changePolicy({ requirement: 'REQUIRED' }, caller)).rejects.toThrow('FORBIDDEN');
    for (const wrong of [{ graceDays: -1 }, { graceDays: 91 }, { kinds: [] }])
      expect(await factors.changePolicy({ requirement: 'REQUIRED', ...wrong }, admin.caller)).toMatchObject({
        organization: null,
        errors: [{ __typename: 'InvalidInput', path: ['input', Object.keys(wrong)[0]] }],
      });
    const { organization } = await factors.changePolicy(
      { requirement: 'REQUIRED', kinds: ['TOTP', 'TOTP'] },
      admin.caller,
    );
    const requiredFrom = new Date(clock.read().getTime() + 7 * day * 1000).toISOString();
    expect(organization?.secondFactorPolicy).toEqual({ requirement: 'REQUIRED', requiredFrom, kinds: ['TOTP'] });
    clock.advance(3_601);
    await expect(factors.changePolicy({ requirement: 'OPTIONAL' }, admin.caller)).rejects.toThrow('STEP_UP_REQUIRED');
  });
});
