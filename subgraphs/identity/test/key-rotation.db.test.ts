import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createMetrics, sql } from '@conea/platform';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { endCompromisedSessions } from '../src/jobs/end-compromised-sessions.ts';
import { measureKeys } from '../src/key-metrics.ts';
import { accountsOf } from './support/accounts.ts';
import { aClock, identityMigrations, issuer, openTestKeys, startIdentity } from './support/identity-server.ts';

let db: TestDatabase;
let server: Awaited<ReturnType<typeof startIdentity>>;
const clock = aClock(new Date());

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
});
beforeEach(async () => {
  await db.database.execute(sql`truncate signing_keys, data_keys, blind_index_keys, outbox cascade`);
  server = await startIdentity(db.served, clock.read);
});
afterEach(() => server.stop());
afterAll(() => db.drop());

/** Another process of identity, such as the one of `npm run keys`. */
const another = async () => (await openTestKeys(db.served, clock.read)).keyChanges;

/** So much time passes for the keys. */
const age = (interval: string) =>
  db.database.execute(sql`
    update signing_keys set created_at = created_at - ${interval}::interval,
      activated_at = activated_at - ${interval}::interval, passive_at = passive_at - ${interval}::interval`);

type Row = { id: string; state: string; hasSecret: boolean };
const keysFor = (purpose: string) =>
  db.database.many<Row>(sql`
    select id, state, sealed_secret is not null as "hasSecret" from signing_keys where purpose = ${purpose}
    order by created_at`);
const idOf = async (purpose: string, state: string) =>
  (await keysFor(purpose)).find((key) => key.state === state)?.id ?? '';
const statesOf = async (purpose: string) => (await keysFor(purpose)).map(({ state }) => state);

const keySet = z.object({ keys: z.array(z.object({ kid: z.string() })) });
const published = async () => {
  const { keys } = keySet.parse(await (await fetch(`${server.url}/.well-known/jwks.json`)).json());
  return keys.map(({ kid }) => kid);
};
const isVerified = async (token: string) => {
  const jwks = createRemoteJWKSet(new URL(`${server.url}/.well-known/jwks.json`));
  return jwtVerify(token, jwks, issuer).then(
    () => true,
    () => false,
  );
};
const signUp = async () => {
  const { session } = await accountsOf(server).signUp();
  if (!session) throw new Error('signed up');
  return session;
};
const eventsOf = (type: string) =>
  db.database.many<{ subject: string; tenantId: string; data: Record<string, unknown> }>(sql`
    select subject, tenant_id as "tenantId", data from outbox where type = ${`conea.identity.${type}`} order by position`);

describe('keys rotate by themselves', () => {
  it('once, however many processes try, when they have signed for 90 days', async () => {
    const [access, refresh] = [await idOf('access_token', 'next'), await idOf('refresh_token', 'next')];
    await age('90 days');
    const processes = await Promise.all(Array.from({ length: 3 }, another));
    await Promise.all(processes.map(({ run }) => run()));
    for (const purpose of ['access_token', 'refresh_token'])
      expect(await statesOf(purpose)).toEqual(['passive', 'active', 'next']);
    expect([await idOf('access_token', 'active'), await idOf('refresh_token', 'active')]).toEqual([access, refresh]);
  });

  it('not before, and not while the next one is younger than an hour', async () => {
    const { run } = await another();
    await age('89 days');
    expect(await run()).toEqual([]);
    await age('2 days');
    await db.database.execute(sql`update signing_keys set created_at = clock_timestamp() - interval '59 minutes'`);
    expect((await run()).filter(({ purpose }) => purpose === 'access_token')).toEqual([]);
    await age('1 minute');
    expect(await run()).toContainEqual(expect.objectContaining({ kind: 'rotate', purpose: 'access_token' }));
  });

  it('and tell it: as events and in the audit trail of the platform', async () => {
    const [from, to] = [await idOf('access_token', 'active'), await idOf('access_token', 'next')];
    await age('90 days');
    await (await another()).run();
    expect(await eventsOf('signing_key.rotated')).toContainEqual({
      ...{ subject: to, tenantId: 'org_platform' },
      data: { purpose: 'access_token', replaces: from },
    });
    const audited = (await eventsOf('audit.recorded')).map(({ data }) => data);
    expect(audited).toContainEqual(
      expect.objectContaining({
        ...{ action: 'signing_key.rotate', actorId: 'system', resourceId: to, result: 'success' },
        metadata: { purpose: 'access_token', replaces: from },
      }),
    );
  });

  it('without a token that stops working: of access tokens for two hours, then the key is gone for good', async () => {
    const session = await signUp();
    const old = await idOf('access_token', 'active');
    const { rotate, run } = await another();
    await age('1 hour');
    await rotate('access_token');
    clock.advance(10);
    expect(await published()).toContain(old);
    expect(await isVerified(session.accessToken)).toBe(true);
    await age('119 minutes');
    expect(await run()).toEqual([]);
    await age('1 minute');
    await run();
    clock.advance(10);
    expect(await published()).not.toContain(old);
    expect(await keysFor('access_token')).toContainEqual({ id: old, state: 'retired', hasSecret: false });
  });

  it('without a session that ends: refresh tokens of an earlier key refresh for 31 days', async () => {
    const session = await signUp();
    const old = await idOf('refresh_token', 'active');
    const { rotate, run } = await another();
    expect(await rotate('refresh_token')).toMatchObject({ from: old });
    const refreshed = (await accountsOf(server).refresh(session.refreshToken)).session;
    const again = (await accountsOf(server).refresh(session.refreshToken)).session;
    expect(again?.refreshToken).toBe(refreshed?.refreshToken);
    clock.advance(10);
    expect((await accountsOf(server).refresh(refreshed?.refreshToken ?? '')).session).not.toBeNull();
    await age('30 days 23 hours');
    expect(await run()).toEqual([]);
    await age('1 hour');
    expect(await run()).toContainEqual({ kind: 'retire', purpose: 'refresh_token', id: old });
  });
});

it('the age of the keys in use is measured', async () => {
  await age('3 days');
  const metrics = createMetrics('identity');
  const { keyring } = await openTestKeys(db.served, clock.read);
  measureKeys(keyring, metrics, clock.read);
  const days = (name: string, text: string) => Number(new RegExp(`^${name}\\S* (\\d+)$`, 'm').exec(text)?.[1]) / 86_400;
  const text = await metrics.metrics();
  for (const name of ['identity_signing_key_age_seconds', 'identity_refresh_key_age_seconds'])
    expect(days(name, text)).toBeCloseTo(3, 1);
});

describe('a key that was compromised', () => {
  it('leaves the key set, never comes back, and the next one signs', async () => {
    const session = await signUp();
    const { kid = '' } = decodeProtectedHeader(session.accessToken);
    const next = await idOf('access_token', 'next');
    const { revoke } = await another();
    expect(await revoke(kid)).toBe(true);
    expect(await revoke(kid)).toBe(false);
    clock.advance(10);
    expect(await published()).not.toContain(kid);
    expect(await isVerified(session.accessToken)).toBe(false);
    expect(decodeProtectedHeader((await signUp()).accessToken).kid).toBe(next);
    expect(await statesOf('access_token')).toEqual(['retired', 'active', 'next']);
    expect(await keysFor('access_token')).toContainEqual({ id: kid, state: 'retired', hasSecret: false });
    expect(await eventsOf('signing_key.revoked')).toMatchObject([{ subject: kid, data: { purpose: 'access_token' } }]);
  });

  it('is replaced when the next one is compromised too', async () => {
    const { revoke } = await another();
    for (const state of ['next', 'active']) expect(await revoke(await idOf('access_token', state))).toBe(true);
    clock.advance(10);
    expect(await isVerified((await signUp()).accessToken)).toBe(true);
    expect((await statesOf('access_token')).sort()).toEqual(['active', 'next', 'retired', 'retired']);
  });

  it('of refresh tokens ends the sessions that go on by it, and no others', async () => {
    const session = await signUp();
    const { rotate, revoke } = await another();
    const old = await idOf('refresh_token', 'active');
    await rotate('refresh_token');
    clock.advance(10);
    const other = await signUp();
    await revoke(old);
    const refused = await accountsOf(server).refresh(session.refreshToken);
    expect(refused.errors).toMatchObject([{ __typename: 'SessionEnded' }]);
    expect(await endCompromisedSessions(db.served)).toBe(1);
    expect(await endCompromisedSessions(db.served)).toBe(0);
    expect(await eventsOf('session.revoked')).toMatchObject([
      { subject: session.id, data: { reason: 'key_compromised' } },
    ]);
    expect((await accountsOf(server).refresh(other.refreshToken)).session).not.toBeNull();
  });
});
