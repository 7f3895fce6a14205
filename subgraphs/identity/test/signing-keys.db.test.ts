import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { permissions, sql } from '@conea/platform';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { anAdmin } from './support/accounts.ts';
import { aClock, identityMigrations, issuer, openTestKeys, startIdentity } from './support/identity-server.ts';

let db: TestDatabase;
const clock = aClock(new Date());

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
});

beforeEach(() => db.database.execute(sql`truncate signing_keys, data_keys, blind_index_keys cascade`));

afterAll(() => db.drop());

const keySet = z.object({ keys: z.array(z.record(z.string(), z.string())) });

describe('signing keys', () => {
  it('are the same for processes that start at the same time', async () => {
    const opened = await Promise.all(Array.from({ length: 3 }, () => openTestKeys(db.served, clock.read)));
    const keys = await Promise.all(opened.map(({ keyring }) => keyring.current()));
    expect(new Set(keys.map(({ signer }) => signer.id)).size).toBe(1);
    expect(new Set(keys.map(({ refreshKey }) => refreshKey.secret.toString('hex'))).size).toBe(1);
    expect(await db.database.one(sql`select count(*) from signing_keys`)).toEqual({ count: 4 });
  });

  it('do not open under another SECRETS_KEY, and none are made in their place', async () => {
    await openTestKeys(db.served, clock.read);
    const opened = openTestKeys(db.served, clock.read, [randomBytes(32)]);
    await expect(opened).rejects.toThrow('start with the SECRETS_KEY that they were sealed under');
    expect(await db.database.one(sql`select count(*) from signing_keys`)).toEqual({ count: 4 });
  });

  it('do not open when a sealed key was swapped with another row', async () => {
    await openTestKeys(db.served, clock.read);
    await db.database.execute(sql`
      update signing_keys set sealed_secret = (select min(sealed_secret) from signing_keys where purpose = 'refresh_token')`);
    await expect(openTestKeys(db.served, clock.read)).rejects.toThrow('do not open');
  });

  it('are stored encrypted', async () => {
    await openTestKeys(db.served, clock.read);
    const rows = await db.database.many<{ text: string }>(
      sql`select row_to_json(signing_keys)::text as text from signing_keys`,
    );
    for (const { text } of rows) {
      expect(text).not.toContain('PRIVATE KEY');
      expect(text).toMatch(/"sealed_secret":"v2\./);
    }
  });
});

describe('the public key set', () => {
  let server: Awaited<ReturnType<typeof startIdentity>>;

  beforeEach(async () => {
    server = await startIdentity(db.served, clock.read);
  });

  afterEach(() => server.stop());

  it('has public members only, may be cached, and needs no signature', async () => {
    const response = await fetch(`${server.url}/.well-known/jwks.json`);
    expect(response.headers.get('cache-control')).toContain('max-age=300');
    const { keys } = keySet.parse(await response.json());
    const members = ['alg', 'e', 'kid', 'kty', 'n', 'use'];
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([members, members]);
    expect(Buffer.from(keys[0]?.['n'] ?? '', 'base64url')).toHaveLength(384);
  });

  it('verifies the access tokens of a sign-up, as RFC 9068 describes them', async () => {
    const { session, id, organization } = await anAdmin(server);
    const jwks = createRemoteJWKSet(new URL(`${server.url}/.well-known/jwks.json`));
    const options = { ...issuer, typ: 'at+jwt', algorithms: ['RS256'] };
    const { payload } = await jwtVerify(session.accessToken, jwks, options);
    expect(payload).toEqual({
      iss: issuer.issuer,
      aud: issuer.audience,
      sub: id,
      exp: Math.floor(clock.read().getTime() / 1000) + 3600,
      iat: Math.floor(clock.read().getTime() / 1000),
      jti: expect.stringMatching(/^jti_[0-9a-f]{32}$/),
      client_id: 'conea',
      sid: session.id,
      org: organization.id,
      role: 'admin',
      membership_version: expect.any(Number),
      ...{ auth_time: Math.floor(clock.read().getTime() / 1000), acr: 'aal1', amr: ['pwd'] },
      scope: ['*', ...permissions].join(' '),
    });
    expect(Date.parse(session.accessTokenExpiresAt)).toBe((payload.exp ?? 0) * 1000);
  });

  it('is named by the metadata of the issuer', async () => {
    const response = await fetch(`${server.url}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({ issuer: issuer.issuer, jwks_uri: 'http://127.0.0.1:4001/jwks' });
  });

  it('does not open GraphQL to who has no signature', async () => {
    const body = JSON.stringify({ query: '{ me { id } }' });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    expect(response.status).toBe(401);
  });
});
