import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as openid from 'openid-client';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { anAdmin } from './support/accounts.ts';
import {
  aCaller,
  aClock,
  identityMigrations,
  issuer,
  startIdentity,
  type IdentityServer,
} from './support/identity-server.ts';
import { aServiceClient, basic, discover, oauthAdminOf, postForm } from './support/oauth-clients.ts';

let db: TestDatabase;
let server: IdentityServer;
const clock = aClock(new Date());

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, clock.read);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const grant = { grant_type: 'client_credentials' };

async function aToken(caller: Parameters<typeof aServiceClient>[1]) {
  const client = await aServiceClient(server, caller);
  const { json } = await postForm(server, '/oauth/token', grant, {
    authorization: basic(client.clientId, client.secret),
  });
  return { ...client, token: String(json['access_token']) };
}

const introspect = async (token: string, { clientId, secret }: { clientId: string; secret: string }) =>
  (await postForm(server, '/oauth/introspect', { token }, { authorization: basic(clientId, secret) })).json;

describe('client credentials', () => {
  it.each([
    ['client_secret_basic', openid.ClientSecretBasic],
    ['client_secret_post', openid.ClientSecretPost],
  ])('by %s are worth an access token of the service account, and no refresh token', async (_, authentication) => {
    const { caller, organization } = await anAdmin(server);
    const { clientId, secret, accountId } = await aServiceClient(server, caller);
    const config = await discover(server, clientId, authentication(secret));
    const tokens = await openid.clientCredentialsGrant(config, { scope: 'read:own_data' });
    expect(tokens).toEqual({
      ...{ access_token: expect.any(String), token_type: 'bearer', expires_in: 3600, scope: 'read:own_data' },
    });
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ typ: 'at+jwt', alg: 'RS256' });
    const issuedAt = Math.floor(clock.read().getTime() / 1000);
    expect(decodeJwt(tokens.access_token)).toEqual({
      ...{ iss: issuer.issuer, aud: 'conea', sub: accountId, client_id: clientId, org: organization.id },
      ...{ scope: 'read:own_data', role: 'viewer', membership_version: expect.any(Number) },
      ...{ sid: expect.stringMatching(/^svt_/), jti: expect.any(String), iat: issuedAt, exp: issuedAt + 3600 },
    });
  });

  it('have the scopes that are asked for, allowed to the client and of the role', async () => {
    const { caller } = await anAdmin(server);
    const scopes = ['read:own_data', 'write:own_data', 'read:any_data', 'openid'];
    const { clientId, secret } = await aServiceClient(server, caller, { role: 'USER', scopes });
    const scopeOf = async (scope?: string) => {
      const form = { ...grant, client_id: clientId, client_secret: secret, ...(scope !== undefined && { scope }) };
      const { json } = await postForm(server, '/oauth/token', form);
      return json['scope'] ?? json['error'];
    };
    expect(await scopeOf()).toBe('read:own_data write:own_data');
    expect(await scopeOf('read:own_data read:any_data execute:ai_requests')).toBe('read:own_data');
    for (const scope of ['read:any_data', 'openid', 'fly', 'read:own_data  write:own_data', '"', '*'])
      expect(await scopeOf(scope)).toBe('invalid_scope');
  });

  it('of an admin account permit everything that the client is allowed, and are never an admin in identity', async () => {
    const { caller, organization } = await anAdmin(server);
    const { clientId, secret, accountId } = await aServiceClient(server, caller, { role: 'ADMIN', scopes: ['*'] });
    const { json } = await postForm(server, '/oauth/token', grant, { authorization: basic(clientId, secret) });
    expect(json['scope']).toBe('*');
    const user = {
      ...{ id: accountId, organizationId: organization.id, role: 'admin' as const, scopes: ['*'] },
      ...{ sessionId: String(decodeJwt(String(json['access_token']))['sid']), expiresAt: 0 },
    };
    const robot = aCaller({ user });
    const admins = oauthAdminOf(server);
    await expect(admins.createAccount({}, robot)).rejects.toThrow('FORBIDDEN');
    const query = 'mutation { revokeAllSessions { revokedCount } }';
    expect((await server.request(query, {}, robot)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('leave a trail: the issue, and a refusal with its reason', async () => {
    const { caller } = await anAdmin(server);
    const { clientId, secret, accountId } = await aServiceClient(server, caller);
    const authorization = basic(clientId, secret);
    await postForm(server, '/oauth/token', grant, { authorization });
    await postForm(server, '/oauth/token', { ...grant, scope: 'read:any_data' }, { authorization });
    await postForm(server, '/oauth/token', grant, { authorization: basic(clientId, 'wrong') });
    const trail = await db.database.many(sql`
      select data ->> 'action' as action, data ->> 'result' as result, data ->> 'actorId' as actor,
        data -> 'metadata' ->> 'error' as error
      from outbox where subject = ${clientId} and data ->> 'action' not like '%create' order by position`);
    expect(trail).toEqual([
      { action: 'service_token.issue', result: 'success', actor: accountId, error: null },
      { action: 'service_token.issue', result: 'failure', actor: accountId, error: 'invalid_scope' },
      { action: 'oauth_client.authenticate', result: 'failure', actor: clientId, error: null },
    ]);
  });

  it('end at a thousand good tokens', async () => {
    const { caller } = await anAdmin(server);
    const { clientId, secret, accountId } = await aServiceClient(server, caller);
    await db.database.execute(sql`
      insert into service_tokens (id, client_id, service_account_id, created_at, expires_at)
      select ${clientId} || number, ${clientId}, ${accountId}, ${clock.read()}, ${clock.read()}::timestamptz + interval '1 hour'
      from generate_series(1, 1000) as number`);
    const answered = await postForm(server, '/oauth/token', grant, { authorization: basic(clientId, secret) });
    expect(answered).toMatchObject({ status: 429, json: { error: 'temporarily_unavailable' } });
  });
});

describe('the token endpoint', () => {
  it.each([
    ['an unknown client', { ...grant, client_id: 'oac_0', client_secret: 'x' }, 401, 'invalid_client'],
    ['no client', grant, 401, 'invalid_client'],
    ['a parameter that is there twice', 'grant_type=a&grant_type=b', 400, 'invalid_request'],
    ['a NUL', 'client_id=%00&grant_type=client_credentials', 400, 'invalid_request'],
  ])('answers %s in the words of RFC 6749, which nobody keeps', async (_, form, status, error) => {
    const answered = await postForm(server, '/oauth/token', form);
    expect(answered).toMatchObject({ status, headers: { 'cache-control': 'no-store', pragma: 'no-cache' } });
    expect(answered.json).toEqual({ error, error_description: expect.any(String) });
    expect(answered.headers['www-authenticate']).toBe(status === 401 ? 'Basic realm="conea"' : undefined);
  });

  it('refuses what a known client does wrong', async () => {
    const { caller } = await anAdmin(server);
    const { clientId, secret } = await aServiceClient(server, caller);
    const authorization = basic(clientId, secret);
    const wrong = async (form: Record<string, string>, given: string | null = authorization) => {
      const { status, json } = await postForm(server, '/oauth/token', form, { authorization: given });
      return [status, json['error']];
    };
    expect(await wrong({})).toEqual([400, 'invalid_request']);
    expect(await wrong({ grant_type: '' })).toEqual([400, 'invalid_request']);
    expect(await wrong({ grant_type: 'password' })).toEqual([400, 'unsupported_grant_type']);
    expect(await wrong({ ...grant, client_secret: secret })).toEqual([400, 'invalid_request']);
    expect(await wrong({ ...grant, client_id: 'oac_1' })).toEqual([400, 'invalid_request']);
    expect(await wrong(grant, 'Bearer x')).toEqual([401, 'invalid_client']);
    expect(await wrong({ ...grant, client_id: clientId }, null)).toEqual([401, 'invalid_client']);
    const json = { method: 'POST', path: '/oauth/token', query: '', authorization, contentType: 'application/json' };
    expect(await server.http({ ...json, body: '{}' })).toMatchObject({ status: 400 });
    expect(await server.http({ ...json, method: 'GET', body: '' })).toMatchObject({
      status: 405,
      headers: { allow: 'POST' },
    });
    expect(await server.http({ ...json, path: '/oauth/__proto__', body: '' })).toMatchObject({ status: 404 });
  });

  it('refuses client credentials to a client without a service account', async () => {
    const { caller } = await anAdmin(server);
    const redirectUris = ['https://shop.example/callback'];
    const { oauthClient, clientSecret } = await oauthAdminOf(server).createClient({ redirectUris }, caller);
    const authorization = basic(oauthClient?.id ?? '', clientSecret ?? '');
    const answered = await postForm(server, '/oauth/token', grant, { authorization });
    expect(answered).toMatchObject({ status: 400, json: { error: 'unauthorized_client' } });
  });

  it('makes those wait who guess, and nobody who knows the secret', async () => {
    const { caller } = await anAdmin(server);
    const { clientId, secret } = await aServiceClient(server, caller);
    const guess = () => postForm(server, '/oauth/token', grant, { authorization: basic(clientId, 'wrong') });
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++) statuses.push((await guess()).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect((await guess()).headers['retry-after']).toBe('1');
    const good = await postForm(server, '/oauth/token', grant, { authorization: basic(clientId, secret) });
    expect(good.status).toBe(200);
  });
});

describe('an access token of a service account', () => {
  it('is told about by introspection to clients of its organization alone', async () => {
    const [owner, stranger] = [await anAdmin(server), await anAdmin(server)];
    const { token, ...client } = await aToken(owner.caller);
    const other = await aServiceClient(server, owner.caller);
    for (const asking of [client, other])
      expect(await introspect(token, asking)).toMatchObject({
        active: true,
        sub: client.accountId,
        token_type: 'Bearer',
      });
    expect(await introspect(token, await aServiceClient(server, stranger.caller))).toEqual({ active: false });
    for (const text of ['', 'x', `${token}x`, 'あ'.repeat(3_000)])
      expect(await introspect(text || ' ', client)).toEqual({ active: false });
  });

  it('is not told about to a public client', async () => {
    const { caller } = await anAdmin(server);
    const { token } = await aToken(caller);
    const redirectUris = ['https://shop.example/callback'];
    const { oauthClient } = await oauthAdminOf(server).createClient({ redirectUris, isConfidential: false }, caller);
    const answered = await postForm(server, '/oauth/introspect', { token, client_id: oauthClient?.id ?? '' });
    expect(answered).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
  });

  it('ends by revocation of its own client alone; whatever is no token is no error', async () => {
    const { caller } = await anAdmin(server);
    const { token, ...client } = await aToken(caller);
    const other = await aServiceClient(server, caller);
    const revoke = (text: string, { clientId, secret }: typeof other) =>
      postForm(server, '/oauth/revoke', { token: text }, { authorization: basic(clientId, secret) });
    expect(await revoke(token, other)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    expect(await introspect(token, client)).toMatchObject({ active: true });
    for (const text of ['x', token, token]) expect(await revoke(text, client)).toMatchObject({ status: 200, body: '' });
    expect(await introspect(token, client)).toEqual({ active: false });
  });

  it('is worthless, and there is no other, once the account is disabled; enabled again, new ones are good', async () => {
    const { caller } = await anAdmin(server);
    const admins = oauthAdminOf(server);
    const { token, accountId, clientId, secret } = await aToken(caller);
    const other = await aServiceClient(server, caller);
    expect((await admins.disableAccount(accountId, caller)).serviceAccount?.disabledAt).toBe(
      clock.read().toISOString(),
    );
    expect(await introspect(token, other)).toEqual({ active: false });
    const authorization = basic(clientId, secret);
    expect(await postForm(server, '/oauth/token', grant, { authorization })).toMatchObject({
      ...{ status: 400, json: { error: 'unauthorized_client' } },
    });
    await admins.enableAccount(accountId, caller);
    const { json } = await postForm(server, '/oauth/token', grant, { authorization });
    expect(await introspect(String(json['access_token']), other)).toMatchObject({ active: true });
    expect(await introspect(token, other)).toEqual({ active: false });
  });

  it('is worthless once its client is deleted', async () => {
    const { caller } = await anAdmin(server);
    const { token, clientId } = await aToken(caller);
    const other = await aServiceClient(server, caller);
    await oauthAdminOf(server).deleteClient(clientId, caller);
    expect(await introspect(token, other)).toEqual({ active: false });
  });
});
