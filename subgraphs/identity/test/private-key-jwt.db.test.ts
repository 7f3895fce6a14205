import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from '@conea/platform';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import * as openid from 'openid-client';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/support/database.ts';
import { purge } from '../src/jobs/purge.ts';
import { anAdmin } from './support/accounts.ts';
import { identityMigrations, issuer, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { discover, oauthAdminOf, postForm } from './support/oauth-clients.ts';

type Key = { kid: string; privateKey: CryptoKey; jwk: JWK };

let db: TestDatabase;
let server: IdentityServer;
let admin: Awaited<ReturnType<typeof anAdmin>>;
let key: Key;
let clientId: string;
// openid-client signs by the clock of the machine: this one goes on with it.
let ahead = 0;
const clock = {
  read: () => new Date(Date.now() + ahead),
  advance: (seconds: number) => {
    ahead += seconds * 1000;
  },
};

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, clock.read);
  key = await aKey('first');
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});
beforeEach(async () => {
  admin = await anAdmin(server);
  clientId = (await aClient([key])).clientId;
});

const scopes = ['read:own_data'];
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const invalidClient = { status: 401, json: { error: 'invalid_client', error_description: expect.any(String) } };

async function aKey(kid: string, alg = 'ES256'): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
}

/** A client of a service account that has keys and no secret. */
async function aClient(keys: Key[]) {
  const { serviceAccount } = await oauthAdminOf(server).createAccount({}, admin.caller);
  const jwks = { keys: keys.map(({ jwk }) => jwk) };
  const input = { scopes, serviceAccountId: serviceAccount?.id, jwks };
  const { oauthClient, clientSecret, errors } = await oauthAdminOf(server).createClient(input, admin.caller);
  if (!oauthClient) throw new Error(`the client of the test was refused: ${JSON.stringify(errors)}`);
  return { clientId: oauthClient.id, clientSecret };
}

const now = () => Math.floor(clock.read().getTime() / 1000);

/** What a good client signs, but for what is changed. */
function assert(changed: Record<string, unknown> = {}, { by = key, header = {} }: { by?: Key; header?: object } = {}) {
  const claims = { iss: clientId, sub: clientId, aud: issuer.issuer, jti: randomUUID(), exp: now() + 60, ...changed };
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: by.kid, ...header }).sign(by.privateKey);
}

async function present(assertion: string, changed: Record<string, string> = {}) {
  const form = { grant_type: 'client_credentials', client_assertion_type: assertionType, client_assertion: assertion };
  return postForm(server, '/oauth/token', { ...form, ...changed });
}

describe('a client with keys of its own', () => {
  it.each(['RS256', 'PS256', 'ES256', 'Ed25519'])('gets tokens by %s, as openid-client proves itself', async (alg) => {
    const own = await aKey('own', alg);
    const { clientId: id, clientSecret } = await aClient([own]);
    expect(clientSecret).toBeNull();
    const config = await discover(server, id, openid.PrivateKeyJwt({ key: own.privateKey, kid: own.kid }));
    const { access_token: token, scope } = await openid.clientCredentialsGrant(config);
    expect(scope).toBe('read:own_data');
    expect(await openid.tokenIntrospection(config, token)).toMatchObject({ active: true, client_id: id });
    await openid.tokenRevocation(config, token);
    expect(await openid.tokenIntrospection(config, token)).toEqual({ active: false });
  });

  it('finds in the metadata how to prove itself', async () => {
    const config = await discover(server, clientId, openid.None());
    const methods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];
    expect(config.serverMetadata()).toMatchObject({
      token_endpoint_auth_methods_supported: [...methods, 'none'],
      introspection_endpoint_auth_methods_supported: methods,
      token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256', 'ES256', 'Ed25519', 'EdDSA'],
    });
  });

  it('has no use for a secret, and gets none', async () => {
    const authorization = `Basic ${Buffer.from(`${clientId}:`).toString('base64')}`;
    for (const form of [{ client_id: clientId }, { client_id: clientId, client_secret: 'x' }])
      expect(await postForm(server, '/oauth/token', { grant_type: 'client_credentials', ...form })).toMatchObject(
        invalidClient,
      );
    const both = await present(await assert(), { client_secret: 'x' });
    expect(both).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
    const form = { client_assertion_type: assertionType, client_assertion: await assert() };
    const twice = await postForm(server, '/oauth/token', form, { authorization });
    expect(twice).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
    const rotated = await oauthAdminOf(server).rotateSecret({ clientId }, admin.caller);
    expect(rotated.errors).toMatchObject([{ __typename: 'InvalidInput', path: ['input', 'clientId'] }]);
  });
});

describe('an assertion', () => {
  it('is good once: of 20 that race one gets a token, and nobody later', async () => {
    const assertion = await assert();
    const answers = await Promise.all(Array.from({ length: 20 }, () => present(assertion)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    // Ten failures later there is a wait for those who fail.
    clock.advance(901);
    expect((await present(assertion)).status).not.toBe(200);
    expect((await present(await assert())).status).toBe(200);
  });

  it.each([
    ['for another audience', { aud: 'https://elsewhere.example' }],
    ['for the token endpoint', { aud: `${issuer.issuer}/oauth/token` }],
    ['for several audiences', { aud: [issuer.issuer, 'https://elsewhere.example'] }],
    ['for a list of one', { aud: [issuer.issuer] }],
    ['without an audience', { aud: undefined }],
    ['of another issuer', { iss: 'oac_0' }],
    ['without an id', { jti: undefined }],
    ['with an endless id', { jti: 'x'.repeat(201) }],
    ['without an end', { exp: undefined }],
    ['that lasts too long', { exp: now() + 1_000_000 }],
    ['that has ended', { exp: 1_000 }],
    ['of the future', { nbf: now() + 1_000_000 }],
  ])('%s is none', async (_, changed: Record<string, unknown>) => {
    expect(await present(await assert(changed))).toMatchObject(invalidClient);
  });

  it('ends within five minutes, and counts as used until it has', async () => {
    expect((await present(await assert({ exp: now() + 400 }))).status).toBe(401);
    const longest = await assert({ exp: now() + 300 });
    expect((await present(longest)).status).toBe(200);
    clock.advance(299);
    await purge({ database: db.served, clock: clock.read, log: silentLog });
    expect((await present(longest)).status).toBe(401);
    clock.advance(40);
    await purge({ database: db.served, clock: clock.read, log: silentLog });
    expect(await db.database.many(sql`select from client_assertions where client_id = ${clientId}`)).toEqual([]);
    expect((await present(longest)).status).toBe(401);
  });

  it('by a key that is not the client’s, by none, or by its public key as a secret, is none', async () => {
    const other = await aKey(key.kid);
    expect(await present(await assert({}, { by: other }))).toMatchObject(invalidClient);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await assert()).split('.')[1]}.`;
    expect(await present(unsigned)).toMatchObject(invalidClient);
    const claims = { iss: clientId, sub: clientId, aud: issuer.issuer, jti: randomUUID(), exp: now() + 60 };
    const hmac = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: key.kid });
    expect(await present(await hmac.sign(Buffer.from(JSON.stringify(key.jwk))))).toMatchObject(invalidClient);
    const embedded = await assert({}, { by: other, header: { jwk: other.jwk } });
    expect(await present(embedded)).toMatchObject(invalidClient);
    const stranger = await aClient([other]);
    const theirs = await assert({ iss: stranger.clientId, sub: clientId }, { by: other });
    expect(await present(theirs)).toMatchObject(invalidClient);
  });

  it('names the client of the form, if that names one, and has the right type', async () => {
    const named = await present(await assert(), { client_id: 'oac_0' });
    expect(named).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
    expect((await present(await assert(), { client_id: clientId })).status).toBe(200);
    const saml = 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer';
    expect(await present(await assert(), { client_assertion_type: saml })).toMatchObject(invalidClient);
    for (const text of ['x', 'a.b.c', `${await assert()}x`]) expect(await present(text)).toMatchObject(invalidClient);
  });
});

describe('the keys of a client', () => {
  it('are rotated: both work, then the next one alone', async () => {
    const next = await aKey('next', 'ES256');
    const update = (keys: Key[]) =>
      oauthAdminOf(server).updateClient({ clientId, jwks: { keys: keys.map(({ jwk }) => jwk) } }, admin.caller);
    expect((await update([key, next])).errors).toEqual([]);
    for (const by of [key, next]) expect((await present(await assert({}, { by }))).status).toBe(200);
    await update([next]);
    expect((await present(await assert({}, { by: key }))).status).toBe(401);
    expect((await present(await assert({}, { by: next }))).status).toBe(200);
    await oauthAdminOf(server).updateClient({ clientId, name: 'Till' }, admin.caller);
    expect((await present(await assert({}, { by: next }))).status).toBe(200);
    const query = '{ oauthClients { nodes { id keyIds } } }';
    const { data } = await server.request(query, {}, admin.caller);
    expect(data).toEqual({ oauthClients: { nodes: [{ id: clientId, keyIds: ['next'] }] } });
  });

  it('are public, usable and told apart', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const { publicKey: short } = await generateKeyPair('RS256', { extractable: true, modulusLength: 2_048 });
    const rsa = { ...(await exportJWK(short)), kid: 'rsa' };
    const wrong: unknown[] = [
      { keys: [] },
      { keys: [{ ...(await exportJWK(privateKey)), kid: 'private' }] },
      { keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'shared' }] },
      { keys: [key.jwk, key.jwk] },
      { keys: [{ ...key.jwk, kid: undefined }] },
      { keys: [{ ...key.jwk, use: 'enc' }] },
      { keys: [{ ...key.jwk, x: 'AAAA' }] },
      { keys: [{ ...rsa, n: rsa.n?.slice(0, 170) }] },
      { keys: Array.from({ length: 11 }, (_, index) => ({ ...key.jwk, kid: String(index) })) },
      ['x'],
      'x',
    ];
    for (const jwks of wrong) {
      const refused = await oauthAdminOf(server).updateClient({ clientId, jwks }, admin.caller);
      expect([jwks, refused.errors]).toMatchObject([jwks, [{ path: ['input', 'jwks'] }]]);
    }
    const input = { scopes, redirectUris: ['https://a.example/'], isConfidential: false, jwks: { keys: [key.jwk] } };
    const made = await oauthAdminOf(server).createClient(input, admin.caller);
    expect(made.errors).toMatchObject([{ path: ['input', 'isConfidential'] }]);
  });

  it('are none of a client that has a secret', async () => {
    const input = { redirectUris: ['https://shop.example/'] };
    const { oauthClient } = await oauthAdminOf(server).createClient(input, admin.caller);
    const change = { clientId: oauthClient?.id, jwks: { keys: [key.jwk] } };
    const { errors } = await oauthAdminOf(server).updateClient(change, admin.caller);
    expect(errors).toMatchObject([{ path: ['input', 'jwks'] }]);
  });
});
