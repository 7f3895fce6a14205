import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { aServiceClient, basic, oauthAdminOf, postForm } from './support/oauth-clients.ts';

let db: TestDatabase;
let server: IdentityServer;
let admins: ReturnType<typeof oauthAdminOf>;
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, clock.read);
  admins = oauthAdminOf(server);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const redirectUris = ['https://shop.example/callback'];
const ask = (clientId: string, secret: string) =>
  postForm(server, '/oauth/token', { grant_type: 'client_credentials' }, { authorization: basic(clientId, secret) });

describe('registering a client', () => {
  it('shows its secret once, and keeps a hash', async () => {
    const { caller } = await anAdmin(server);
    const first = await admins.createClient({ redirectUris, idempotencyKey: 'a' }, caller);
    expect(first.oauthClient).toMatchObject({ name: 'Shop', redirectUris, scopes: ['read:own_data'] });
    const secret = first.clientSecret ?? '';
    expect(secret).toMatch(/^conea_cs_[\w-]{43}$/);
    const again = await admins.createClient({ redirectUris, idempotencyKey: 'a' }, caller);
    expect(again).toEqual({ ...first, clientSecret: null });
    const rows = await db.database.many(sql`
      select oauth_client_secrets::text from oauth_client_secrets
      union all select outbox::text from outbox union all select idempotency_keys::text from idempotency_keys`);
    expect(JSON.stringify(rows)).not.toContain(secret.slice(9));
  });

  it('gives a public client no secret', async () => {
    const { caller } = await anAdmin(server);
    const made = await admins.createClient({ redirectUris, isConfidential: false }, caller);
    expect(made).toMatchObject({ oauthClient: { isConfidential: false }, clientSecret: null, errors: [] });
    const clientId = made.oauthClient?.id;
    expect((await admins.rotateSecret({ clientId }, caller)).errors).toMatchObject([{ path: ['input', 'clientId'] }]);
  });

  it.each([
    'http://shop.example/callback',
    'http://localhost/callback',
    'http://127.0.0.1.evil.example/callback',
    'https://user@shop.example/callback',
    'https://shop.example/callback#fragment',
    'https://shop.example/callback#',
    'https://*.shop.example/callback',
    'https://shop.example/a/../callback',
    'https://SHOP.example/callback',
    'https://shop.example\\@evil.example/',
    'javascript:alert(1)',
    'com.example.app:/callback',
    '/callback',
    '',
  ])('refuses to send people back to %j', async (uri) => {
    const { caller } = await anAdmin(server);
    const { oauthClient, errors } = await admins.createClient({ redirectUris: [uri] }, caller);
    expect(oauthClient).toBeNull();
    expect(errors).toMatchObject([{ __typename: 'InvalidInput', path: ['input', 'redirectUris'] }]);
  });

  it('refuses what does not fit together, as data', async () => {
    const [{ caller }, stranger] = [await anAdmin(server), await anAdmin(server)];
    const { serviceAccount } = await admins.createAccount({}, stranger.caller);
    const refused = async (input: object) =>
      (await admins.createClient(input, caller)).errors.map(({ path }) => path?.[1]);
    expect(await refused({ name: ' ', scopes: [] })).toEqual(['name', 'redirectUris', 'scopes']);
    expect(await refused({ redirectUris, scopes: ['fly'] })).toEqual(['scopes']);
    for (const scope of ['*', 'manage:users', 'manage:roles', 'impersonate:users'])
      expect(await refused({ redirectUris, scopes: [scope] })).toEqual(['scopes']);
    expect(await refused({ serviceAccountId: serviceAccount?.id })).toEqual(['serviceAccountId']);
    expect(await refused({ serviceAccountId: 'sva_\u0000' })).toEqual(['serviceAccountId']);
  });

  it('is for admins who have proved within the hour who they are', async () => {
    const admin = await anAdmin(server);
    const email = anEmail();
    await accountsOf(server).createUser({ email, role: 'USER' }, admin.caller);
    const { session } = await accountsOf(server).signIn({ email, password });
    const member = callerOf(session?.accessToken ?? '');
    await expect(admins.createClient({ redirectUris }, member)).rejects.toThrow('FORBIDDEN');
    await expect(admins.createAccount({}, member)).rejects.toThrow('FORBIDDEN');
    clock.advance(3_601);
    await expect(admins.createClient({ redirectUris }, admin.caller)).rejects.toThrow('STEP_UP_REQUIRED');
    await expect(admins.createAccount({}, admin.caller)).rejects.toThrow('STEP_UP_REQUIRED');
  });

  it('ends at a hundred, also when all come at once', async () => {
    const { caller, organization } = await anAdmin(server);
    await db.database.execute(sql`
      insert into oauth_clients (id, organization_id, name, is_confidential, redirect_uris, scopes, created_at)
      select 'oac_' || lpad(number::text, 32, '0'), ${organization.id}, 'n', true, '{}', '{}', now() from generate_series(1, 98) as number`);
    const made = await Promise.all(Array.from({ length: 5 }, () => admins.createClient({ redirectUris }, caller)));
    expect(made.filter(({ oauthClient }) => oauthClient !== null)).toHaveLength(2);
  });
});

const page = z.object({ oauthClients: z.object({ pageInfo: z.object({ endCursor: z.string() }) }) });

describe('a client', () => {
  it('of another organization is neither seen, changed, rotated nor deleted', async () => {
    const [owner, stranger] = [await anAdmin(server), await anAdmin(server)];
    const { clientId, secret, accountId } = await aServiceClient(server, owner.caller);
    const refusals = await Promise.all([
      admins.updateClient({ clientId, name: 'Mine' }, stranger.caller),
      admins.rotateSecret({ clientId }, stranger.caller),
      admins.deleteClient(clientId, stranger.caller),
      admins.disableAccount(accountId, stranger.caller),
    ]);
    for (const { errors } of refusals) expect(errors).toMatchObject([{ __typename: 'NotFound' }]);
    const query = '{ oauthClients { nodes { id } } serviceAccounts { nodes { id } } }';
    expect((await server.request(query, {}, stranger.caller)).data).toEqual({
      oauthClients: { nodes: [] },
      serviceAccounts: { nodes: [] },
    });
    expect((await ask(clientId, secret)).status).toBe(200);
  });

  it('is listed page by page, the oldest first, for admins alone', async () => {
    const { caller } = await anAdmin(server);
    const ids: unknown[] = [];
    for (const name of ['a', 'b', 'c']) {
      ids.push((await admins.createClient({ redirectUris, name }, caller)).oauthClient?.id);
      clock.advance(1);
    }
    const query =
      'query ($after: String) { oauthClients(first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }';
    const first = await server.request(query, {}, caller);
    const { endCursor } = page.parse(first.data).oauthClients.pageInfo;
    const second = await server.request(query, { after: endCursor }, caller);
    expect([first.data, second.data]).toMatchObject([
      { oauthClients: { nodes: ids.slice(0, 2).map((id) => ({ id })), pageInfo: { hasNextPage: true } } },
      { oauthClients: { nodes: [{ id: ids[2] }], pageInfo: { hasNextPage: false } } },
    ]);
    const viewer = { ...caller, user: caller.user && { ...caller.user, scopes: ['read:own_data'] } };
    expect((await server.request('{ oauthClients { nodes { id } } }', {}, viewer)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('is changed only as far as it is said', async () => {
    const { caller } = await anAdmin(server);
    const { oauthClient } = await admins.createClient({ redirectUris }, caller);
    const changed = await admins.updateClient({ clientId: oauthClient?.id, scopes: ['openid'] }, caller);
    expect(changed.oauthClient).toEqual({ ...oauthClient, scopes: ['openid'] });
    const refused = await admins.updateClient({ clientId: oauthClient?.id, redirectUris: [] }, caller);
    expect(refused).toMatchObject({ oauthClient: null, errors: [{ path: ['input', 'redirectUris'] }] });
  });

  it('has two secrets during the grace period, and one after it', async () => {
    const { caller } = await anAdmin(server);
    const { clientId, secret } = await aServiceClient(server, caller);
    const { clientSecret: second } = await admins.rotateSecret({ clientId, graceHours: 1 }, caller);
    for (const text of [secret, second ?? '']) expect((await ask(clientId, text)).status).toBe(200);
    clock.advance(3_600);
    expect((await ask(clientId, secret)).status).toBe(401);
    expect((await ask(clientId, second ?? '')).status).toBe(200);
  });

  it('that is rotated again has no third secret, and without grace one alone', async () => {
    const { caller } = await anAdmin(server);
    const { clientId, secret } = await aServiceClient(server, caller);
    const second = (await admins.rotateSecret({ clientId }, caller)).clientSecret ?? '';
    const third = (await admins.rotateSecret({ clientId, graceHours: 0 }, caller)).clientSecret ?? '';
    for (const text of [secret, second]) expect((await ask(clientId, text)).status).toBe(401);
    expect((await ask(clientId, third)).status).toBe(200);
    expect((await admins.rotateSecret({ clientId, graceHours: 169 }, caller)).errors).toHaveLength(1);
  });

  it('rotated by many at once ends with one secret that goes on', async () => {
    const { caller } = await anAdmin(server);
    const { clientId } = await aServiceClient(server, caller);
    await Promise.all(Array.from({ length: 10 }, () => admins.rotateSecret({ clientId, graceHours: 0 }, caller)));
    const { count } = await db.database.one<{ count: number }>(sql`
      select count(*) from oauth_client_secrets where client_id = ${clientId} and expires_at is null`);
    expect(count).toBe(1);
  });

  it('leaves a trail of what admins did with it', async () => {
    const { caller } = await anAdmin(server);
    const { clientId } = await aServiceClient(server, caller);
    await admins.rotateSecret({ clientId }, caller);
    await admins.updateClient({ clientId, name: 'Till' }, caller);
    await admins.deleteClient(clientId, caller);
    const types = await db.database.many<{ type: string }>(sql`
      select coalesce(data ->> 'action', type) as type from outbox where subject = ${clientId} order by position`);
    expect(types.map(({ type }) => type.replace('conea.identity.', ''))).toEqual([
      ...['oauth_client.created', 'oauth_client.create', 'oauth_client.secret_rotated', 'oauth_client.rotate_secret'],
      ...['oauth_client.updated', 'oauth_client.update', 'oauth_client.deleted', 'oauth_client.delete'],
    ]);
  });
});
