import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type Caller } from '@conea/platform';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin } from './support/accounts.ts';
import { aCaller, aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { withOtherSecret } from './support/other-key.ts';

let db: TestDatabase;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
const clock = aClock();
const day = 86_400;

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, clock.read);
  accounts = accountsOf(server);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

async function aKey(owner: { caller: Caller }, input: object = {}) {
  const { apiKey, secret, errors } = await accounts.createApiKey(input, owner.caller);
  if (!apiKey || !secret) throw new Error(`the key of the test was refused: ${JSON.stringify(errors)}`);
  return { ...apiKey, secret };
}

const verified = z.object({
  user: z.object({
    id: z.string(),
    organizationId: z.string(),
    role: z.enum(['admin', 'user', 'viewer']),
    scopes: z.array(z.string()),
    sessionId: z.string(),
    expiresAt: z.number(),
  }),
});

describe('a key', () => {
  it('stands for its owner with its own scopes, and is no admin without `*`', async () => {
    const admin = await anAdmin(server);
    const { id, secret } = await aKey(admin, { scopes: ['read:own_data', 'write:own_data', 'execute:ai_requests'] });
    expect(await server.verifyKey(secret)).toEqual({
      user: {
        id: admin.id,
        organizationId: admin.organization.id,
        role: 'user',
        scopes: ['read:own_data', 'write:own_data', 'execute:ai_requests'],
        sessionId: id,
        expiresAt: Math.floor(clock.read().getTime() / 1000) + 90 * day,
      },
    });
  });

  it('is shown once and kept as a hash', async () => {
    const { id, secret, prefix } = await aKey(await anAdmin(server));
    expect(secret.startsWith(`${prefix}_`)).toBe(true);
    const rows = await db.database.many(sql`
      select api_keys::text from api_keys where id = ${id}
      union all select outbox::text from outbox where subject = ${id}
      union all select idempotency_keys::text from idempotency_keys`);
    expect(JSON.stringify(rows)).not.toContain(secret.slice(prefix.length + 1));
  });

  it.each([
    ['another secret', withOtherSecret],
    ['another secret and the checksum of this one', (secret: string) => secret.replace(/_.{6}(?=[^_]*$)/, '_000000')],
    ['a damaged end', (secret: string) => `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`],
    ['half of it', (secret: string) => secret.slice(0, 20)],
    ['nothing', () => ''],
  ])('with %s stands for nobody', async (_, change) => {
    const { secret } = await aKey(await anAdmin(server));
    expect(await server.verifyKey(change(secret))).toEqual({ user: null });
  });

  it('stands for nobody once it is revoked, and stays in the list', async () => {
    const admin = await anAdmin(server);
    const { id, secret } = await aKey(admin);
    expect((await accounts.revokeApiKey(id, admin.caller)).apiKey).toMatchObject({ id, isActive: false });
    expect(await server.verifyKey(secret)).toEqual({ user: null });
    const query = '{ apiKeys(first: 1) { nodes { id isActive revokedAt } pageInfo { hasNextPage } } }';
    expect((await server.request(query, {}, admin.caller)).data).toMatchObject({
      apiKeys: { nodes: [{ id, isActive: false, revokedAt: clock.read().toISOString() }] },
    });
  });

  it('stands for nobody when its days are over', async () => {
    const { secret } = await aKey(await anAdmin(server), { expiresInDays: 1 });
    clock.advance(day - 1);
    expect(await server.verifyKey(secret)).toMatchObject({ user: { role: 'viewer' } });
    clock.advance(1);
    expect(await server.verifyKey(secret)).toEqual({ user: null });
  });

  it('loses the scopes that its owner loses', async () => {
    const [admin, member] = [await anAdmin(server), await anAdmin(server)];
    const { secret } = await aKey(member, { scopes: ['*', 'read:own_data', 'write:own_data'] });
    await db.database.execute(sql`update memberships set role = 'viewer' where user_id = ${member.id}`);
    const { user } = verified.parse(await server.verifyKey(secret));
    expect([user.role, user.scopes]).toEqual(['viewer', ['read:own_data']]);
    expect(admin.organization.id).not.toBe(user.organizationId);
  });

  it('can neither make keys nor revoke them', async () => {
    const admin = await anAdmin(server);
    const { id, secret } = await aKey(admin, {
      scopes: ['*', 'read:own_data', 'write:own_data', 'execute:ai_requests'],
    });
    const { user } = verified.parse(await server.verifyKey(secret));
    const bearer = aCaller({ user });
    await expect(accounts.createApiKey({}, bearer)).rejects.toThrow('FORBIDDEN');
    await expect(accounts.revokeApiKey(id, bearer)).rejects.toThrow('FORBIDDEN');
  });
});

describe('making a key', () => {
  it('refuses scopes that the caller has not, no scopes, a long life and an empty name, as data', async () => {
    const admin = await anAdmin(server);
    const viewer = aCaller({ user: admin.caller.user && { ...admin.caller.user, scopes: ['read:own_data'] } });
    const wrong = { name: ' ', scopes: ['write:own_data'], expiresInDays: 91 };
    const { errors } = await accounts.createApiKey(wrong, viewer);
    expect(errors.map(({ path }) => path?.[1])).toEqual(['name', 'scopes', 'expiresInDays']);
    expect((await accounts.createApiKey({ scopes: [] }, viewer)).errors).toHaveLength(1);
  });

  it('that is repeated with its idempotency key makes one, and does not show it again', async () => {
    const admin = await anAdmin(server);
    const first = await accounts.createApiKey({ idempotencyKey: 'a' }, admin.caller);
    const second = await accounts.createApiKey({ idempotencyKey: 'a' }, admin.caller);
    expect(second).toEqual({ ...first, secret: null });
  });

  it('ends at fifty that work', async () => {
    const admin = await anAdmin(server);
    const attempts = await Promise.all(Array.from({ length: 52 }, () => accounts.createApiKey({}, admin.caller)));
    expect(attempts.filter(({ apiKey }) => apiKey !== null)).toHaveLength(50);
  });
});

describe('another user', () => {
  it('neither sees a key nor revokes it', async () => {
    const [admin, stranger] = [await anAdmin(server), await anAdmin(server)];
    const { id, secret } = await aKey(admin);
    expect((await accounts.revokeApiKey(id, stranger.caller)).errors).toMatchObject([{ __typename: 'NotFound' }]);
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ApiKey { id } } }`;
    const variables = { representations: [{ __typename: 'ApiKey', id }] };
    expect(await server.request(query, variables, stranger.caller)).toEqual({ data: { _entities: [null] } });
    expect(await server.verifyKey(secret)).toMatchObject({ user: { id: admin.id } });
  });
});

describe('checking keys', () => {
  it('is for the router alone', async () => {
    const { secret } = await aKey(await anAdmin(server));
    const response = await fetch(`${server.url}/api-keys/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: secret }),
    });
    expect(response.status).toBe(401);
    expect(await server.verifyKey({ not: 'text' })).toEqual({ error: 'expected { key }' });
  });
});
