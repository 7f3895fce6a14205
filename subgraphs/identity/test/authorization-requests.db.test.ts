import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, password } from './support/accounts.ts';
import {
  answerOf,
  approve,
  aRequest,
  aWebClient,
  deny,
  redirectUri,
  requestIdOf,
  visit,
} from './support/authorizations.ts';
import {
  aCaller,
  aClock,
  identityMigrations,
  issuer,
  startIdentity,
  type IdentityServer,
} from './support/identity-server.ts';
import { aServiceClient } from './support/oauth-clients.ts';

let db: TestDatabase;
let server: IdentityServer;
let admin: Awaited<ReturnType<typeof anAdmin>>;
let client: Awaited<ReturnType<typeof aWebClient>>;
const clock = aClock(new Date());

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, clock.read);
  admin = await anAdmin(server);
  client = await aWebClient(server, admin.caller);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const countRequests = async () =>
  (await db.database.one<{ count: number }>(sql`select count(*) from authorization_requests`)).count;

describe('a browser is sent nowhere, and nothing is kept,', () => {
  it.each([
    ['for an unknown client', { client_id: `oac_${'0'.repeat(32)}` }],
    ['for no client', { client_id: '' }],
    ['without a redirect URI', { redirect_uri: '' }],
    ['with a suffix', { redirect_uri: `${redirectUri}x` }],
    ['with another parameter', { redirect_uri: `${redirectUri}&next=https://evil.example` }],
    ['without its query', { redirect_uri: 'https://shop.example/callback' }],
    ['with a prefix', { redirect_uri: 'https://evil.example/https://shop.example/callback?from=conea' }],
    ['with a user', { redirect_uri: 'https://shop.example@evil.example/callback?from=conea' }],
    ['with a port', { redirect_uri: 'https://shop.example:8443/callback?from=conea' }],
    ['with a subdomain', { redirect_uri: 'https://a.shop.example/callback?from=conea' }],
    ['with dots', { redirect_uri: 'https://shop.example/a/../callback?from=conea' }],
    ['with a fragment', { redirect_uri: `${redirectUri}#` }],
    ['in other letters', { redirect_uri: 'https://SHOP.example/callback?from=conea' }],
    ['without TLS', { redirect_uri: 'http://shop.example/callback?from=conea' }],
    ['to a script', { redirect_uri: 'javascript:alert(1)' }],
  ])('%s', async (_, changed: Record<string, string>) => {
    const before = await countRequests();
    const answered = await visit(server, { ...aRequest(client).parameters, ...changed });
    expect(answered.status).toBe(400);
    expect(answered.headers).toMatchObject({
      ...{ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(answered.headers).not.toHaveProperty('location');
    expect(answered.body).not.toContain('evil.example');
    expect(await countRequests()).toBe(before);
  });

  it('when a parameter is there twice', async () => {
    const query = new URLSearchParams(aRequest(client).parameters).toString();
    const answered = await visit(server, `${query}&redirect_uri=https://evil.example`);
    expect([answered.status, answered.headers['location']]).toEqual([400, undefined]);
  });

  it('to a client that signs nobody in', async () => {
    const service = await aServiceClient(server, admin.caller);
    expect((await visit(server, aRequest(service).parameters)).status).toBe(400);
  });
});

describe('a client is told by a redirect, with its state and the issuer,', () => {
  it.each([
    ['of a missing challenge', { code_challenge: '' }, 'invalid_request'],
    ['of a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['of a challenge without a method, which is plain', { code_challenge_method: '' }, 'invalid_request'],
    ['of a challenge that is none', { code_challenge: 'x' }, 'invalid_request'],
    ['of another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['of no response type', { response_type: '' }, 'invalid_request'],
    ['of another response mode', { response_mode: 'fragment' }, 'invalid_request'],
    ['of a request object', { request: 'e30.e30.' }, 'request_not_supported'],
    ['of a request elsewhere', { request_uri: 'https://evil.example' }, 'request_uri_not_supported'],
    ['of an unknown scope', { scope: 'openid fly' }, 'invalid_scope'],
    ['of scopes that it must not have', { scope: 'execute:ai_requests *' }, 'invalid_scope'],
    ['of a person who must not be asked', { prompt: 'none' }, 'login_required'],
    ['of an age that is none', { max_age: '-1' }, 'invalid_request'],
  ])('%s', async (_, changed: Record<string, string>, error) => {
    const answered = await visit(server, { ...aRequest(client).parameters, ...changed });
    expect(answered.status).toBe(303);
    const { location = '' } = answered.headers;
    expect(location.startsWith(`${redirectUri}&`)).toBe(true);
    expect(answerOf(location)).toEqual({
      ...{ from: 'conea', error, error_description: expect.any(String), state: 'a state', iss: issuer.issuer },
    });
  });

  it('that too many of a network wait', async () => {
    const crowd = aCaller({ ip: '198.51.100.7' });
    const id = requestIdOf(await visit(server, aRequest(client).parameters, crowd));
    await db.database.execute(sql`
      insert into authorization_requests (id, client_id, redirect_uri, scopes, code_challenge, asks_again, network_hash, created_at, expires_at)
      select id || number, client_id, redirect_uri, scopes, code_challenge, false, network_hash, created_at, expires_at
      from authorization_requests, generate_series(1, 999) as number where id = ${id}`);
    const refused = await visit(server, aRequest(client).parameters, crowd);
    expect(answerOf(refused.headers['location'] ?? '')).toMatchObject({ error: 'temporarily_unavailable' });
    requestIdOf(await visit(server, aRequest(client).parameters));
  });
});

it('a client on the device comes back to whatever port it listens on, and to no other path or host', async () => {
  const app = await aWebClient(server, admin.caller, { redirectUris: ['http://127.0.0.1/cb', 'http://[::1]:1/cb'] });
  const { parameters } = aRequest(app);
  for (const uri of ['http://127.0.0.1/cb', 'http://127.0.0.1:49152/cb', 'http://[::1]:8080/cb'])
    requestIdOf(await visit(server, { ...parameters, redirect_uri: uri }));
  for (const uri of [
    'http://127.0.0.1:1/cb/',
    'http://127.0.0.2/cb',
    'http://localhost/cb',
    'http://127.0.0.1:1@evil.example/cb',
  ])
    expect((await visit(server, { ...parameters, redirect_uri: uri })).status).toBe(400);
});

describe('a request', () => {
  const shown =
    'query ($id: ID!) { authorizationRequest(id: $id) { clientName scopes redirectUrl isConsented organization { id } expiresAt } }';

  it('is shown to whoever is signed in to the organization of the client', async () => {
    const other = await aWebClient(server, admin.caller, { name: 'Bookkeeping' });
    const ask = async (changed: Record<string, string> = {}) =>
      requestIdOf(await visit(server, { ...aRequest(other).parameters, scope: 'openid read:own_data', ...changed }));
    const id = await ask();
    const request = {
      ...{ clientName: 'Bookkeeping', scopes: ['openid', 'read:own_data'], redirectUrl: redirectUri },
      ...{ isConsented: false, organization: { id: admin.organization.id } },
      expiresAt: new Date(clock.read().getTime() + 600_000).toISOString(),
    };
    const show = async (requestId: string) => (await server.request(shown, { id: requestId }, admin.caller)).data;
    expect(await show(id)).toEqual({ authorizationRequest: request });
    await approve(server, id, admin.caller);
    expect(await show(id)).toEqual({ authorizationRequest: null });
    expect(await show(await ask())).toMatchObject({ authorizationRequest: { isConsented: true } });
    expect(await show(await ask({ scope: 'openid email' }))).toMatchObject({
      authorizationRequest: { isConsented: false },
    });
    expect(await show(await ask({ prompt: 'consent' }))).toMatchObject({
      authorizationRequest: { isConsented: false },
    });
  });

  it('is neither shown to nor decided by another organization, a key, or software that somebody signed in to', async () => {
    const stranger = await anAdmin(server);
    const id = requestIdOf(await visit(server, aRequest(client).parameters));
    expect((await server.request(shown, { id }, stranger.caller)).data).toEqual({ authorizationRequest: null });
    for (const decide of [approve, deny])
      expect(await decide(server, id, stranger.caller)).toMatchObject({ errors: [{ __typename: 'NotFound' }] });
    for (const prefix of ['key', 'grt', 'svt']) {
      const user = admin.caller.user && { ...admin.caller.user, sessionId: `${prefix}_${'0'.repeat(32)}` };
      for (const decide of [approve, deny])
        await expect(decide(server, id, aCaller({ user }))).rejects.toThrow('FORBIDDEN');
      expect((await server.request(shown, { id }, aCaller({ user }))).errors).toHaveLength(1);
    }
    expect((await approve(server, id, admin.caller)).errors).toEqual([]);
  });

  it('that is denied says so to the client, and there is no code', async () => {
    const id = requestIdOf(await visit(server, aRequest(client).parameters));
    const { redirectUrl } = await deny(server, id, admin.caller);
    expect(answerOf(redirectUrl)).toEqual({
      ...{ from: 'conea', error: 'access_denied', state: 'a state', iss: issuer.issuer },
    });
    for (const decide of [approve, deny])
      expect(await decide(server, id, admin.caller)).toMatchObject({ redirectUrl: null });
  });

  it('is decided once, whoever else tries at the same time', async () => {
    const id = requestIdOf(await visit(server, aRequest(client).parameters));
    const decisions = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? approve : deny)(server, id, admin.caller)),
    );
    expect(decisions.filter(({ redirectUrl }) => redirectUrl !== null)).toHaveLength(1);
  });

  it('ends after ten minutes', async () => {
    const id = requestIdOf(await visit(server, aRequest(client).parameters));
    clock.advance(600);
    expect(await approve(server, id, admin.caller)).toMatchObject({ errors: [{ __typename: 'NotFound' }] });
  });

  it('that wants to be sure of the person is approved after a fresh proof', async () => {
    const person = await anAdmin(server);
    const own = await aWebClient(server, person.caller);
    const ask = async (changed: Record<string, string>) =>
      requestIdOf(await visit(server, { ...aRequest(own).parameters, ...changed }));
    clock.advance(10);
    const requests = [await ask({ max_age: '9' }), await ask({ prompt: 'login' })];
    requestIdOf(await visit(server, { ...aRequest(own).parameters, max_age: '10' }));
    for (const id of requests) await expect(approve(server, id, person.caller)).rejects.toThrow('STEP_UP_REQUIRED');
    await accountsOf(server).reauthenticate(password, person.caller);
    for (const id of requests) expect((await approve(server, id, person.caller)).errors).toEqual([]);
  });

  it('for more than the role permits is approved for as much as it permits', async () => {
    const id = requestIdOf(await visit(server, aRequest(client).parameters));
    await db.database.execute(sql`update memberships set role = 'viewer' where user_id = ${admin.id}`);
    await approve(server, id, admin.caller);
    await db.database.execute(sql`update memberships set role = 'admin' where user_id = ${admin.id}`);
    const { scopes } = await db.database.one<{ scopes: string[] }>(
      sql`select scopes from authorization_requests where id = ${id}`,
    );
    expect(scopes).toEqual(['openid', 'profile', 'email', 'offline_access', 'read:own_data']);
  });

  it('leaves a trail, and no code in it', async () => {
    const own = await aWebClient(server, admin.caller);
    const id = requestIdOf(await visit(server, aRequest(own).parameters));
    const code = answerOf((await approve(server, id, admin.caller)).redirectUrl)['code'] ?? '';
    expect(code).toMatch(/^conea_ac_[\w-]{43}$/);
    await deny(server, requestIdOf(await visit(server, aRequest(own).parameters)), admin.caller);
    const events = await db.database.many<{ type: string; text: string }>(sql`
      select coalesce(data ->> 'action', type) as type, outbox::text as text from outbox
      where subject = ${own.clientId} and (data ->> 'action' like 'authorization.%' or type like '%.authorization.%') order by position`);
    expect(events.map(({ type }) => type.replace('conea.identity.', ''))).toEqual([
      ...['authorization.requested', 'authorization.request', 'authorization.approved', 'authorization.approve'],
      ...['authorization.requested', 'authorization.request', 'authorization.denied', 'authorization.deny'],
    ]);
    const rows = await db.database.many(sql`
      select authorization_requests::text from authorization_requests union all select outbox::text from outbox`);
    expect(JSON.stringify(rows)).not.toContain(code.slice(9));
  });
});
