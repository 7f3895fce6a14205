import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type Caller } from '@conea/platform';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createAccountMails } from '../src/domain/account-mails.ts';
import { createUserStore } from '../src/store/user-store.ts';
import { warnOfExpiry } from '../src/jobs/warn-of-expiry.ts';
import { accountsOf, anAdmin, password } from './support/accounts.ts';
import {
  aClock,
  identityMigrations,
  startIdentity,
  type IdentityServer,
  openPersonalData,
} from './support/identity-server.ts';

let db: TestDatabase;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
const clock = aClock();
const [hour, day] = [3_600, 86_400];

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, clock.read);
  accounts = accountsOf(server);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

type Owner = { caller: Caller };

async function aKey({ caller }: Owner, input: object = {}) {
  const { apiKey, secret } = await accounts.createApiKey(input, caller);
  if (!apiKey || !secret) throw new Error('the key of the test was refused');
  return { ...apiKey, secret };
}

async function rotated({ caller }: Owner, apiKeyId: string, input: object = {}) {
  const { apiKey, secret, errors } = await accounts.rotateApiKey({ apiKeyId, ...input }, caller);
  if (!apiKey || !secret) throw new Error(`the rotation of the test was refused: ${JSON.stringify(errors)}`);
  return { ...apiKey, secret };
}

const works = async (secret: string) =>
  z.object({ user: z.unknown() }).parse(await server.verifyKey(secret)).user !== null;
const anError = (name: string, ...path: string[]) => [
  expect.objectContaining({ __typename: name, path: ['input', ...path] }),
];

describe('a rotated key', () => {
  it('works beside its successor until the grace period is over', async () => {
    const owner = await anAdmin(server);
    const old = await aKey(owner, { name: 'CI', scopes: ['read:own_data'] });
    const fresh = await rotated(owner, old.id, { graceHours: 2 });
    expect(fresh).toMatchObject({ name: 'CI', scopes: ['read:own_data'], isActive: true });
    expect([await works(old.secret), await works(fresh.secret)]).toEqual([true, true]);
    clock.advance(2 * hour);
    expect([await works(old.secret), await works(fresh.secret)]).toEqual([false, true]);
    const query = '{ apiKeys { nodes { id replacedBy { id } } } }';
    expect((await server.request(query, {}, owner.caller)).data).toEqual({
      apiKeys: {
        nodes: [
          { id: fresh.id, replacedBy: null },
          { id: old.id, replacedBy: { id: fresh.id } },
        ],
      },
    });
  });

  it('ends at once without a grace period, and never later than it would have', async () => {
    const owner = await anAdmin(server);
    const [first, second] = [await aKey(owner), await aKey(owner, { expiresInDays: 1 })];
    await rotated(owner, first.id, { graceHours: 0 });
    expect(await works(first.secret)).toBe(false);
    await rotated(owner, second.id, { graceHours: 168 });
    clock.advance(day);
    expect(await works(second.secret)).toBe(false);
  });

  it('has one successor when ten rotations race', async () => {
    const owner = await anAdmin(server);
    const old = await aKey(owner);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => accounts.rotateApiKey({ apiKeyId: old.id }, owner.caller)),
    );
    const made = answers.filter(({ secret }) => secret !== null);
    expect(made).toHaveLength(1);
    expect(answers.filter(({ secret }) => secret === null).map(({ errors }) => errors)).toEqual(
      Array.from({ length: 9 }, () => anError('InvalidInput', 'apiKeyId')),
    );
  });

  it('is rotated once for a repeated request, and its secret is told once', async () => {
    const owner = await anAdmin(server);
    const old = await aKey(owner);
    const first = await rotated(owner, old.id, { idempotencyKey: 'again' });
    const again = await accounts.rotateApiKey({ apiKeyId: old.id, idempotencyKey: 'again' }, owner.caller);
    expect(again).toMatchObject({ apiKey: { id: first.id }, secret: null, errors: [] });
  });

  it('passes on only the scopes that its owner still has', async () => {
    const owner = await anAdmin(server);
    const old = await aKey(owner, { scopes: ['*', 'read:own_data'] });
    const viewer = {
      caller: { ...owner.caller, user: owner.caller.user && { ...owner.caller.user, scopes: ['read:own_data'] } },
    };
    expect((await rotated(viewer, old.id)).scopes).toEqual(['read:own_data']);
    const another = await aKey(owner, { scopes: ['write:own_data'] });
    expect(await accounts.rotateApiKey({ apiKeyId: another.id }, viewer.caller)).toEqual({
      ...{ apiKey: null, secret: null },
      errors: anError('InvalidInput', 'apiKeyId'),
    });
  });

  it("is not one that was revoked, has ended, or is somebody else's", async () => {
    const [owner, stranger] = [await anAdmin(server), await anAdmin(server)];
    const [revoked, ended, foreign] = [
      await aKey(owner),
      await aKey(owner, { expiresInDays: 1 }),
      await aKey(stranger),
    ];
    await accounts.revokeApiKey(revoked.id, owner.caller);
    clock.advance(day);
    await accounts.reauthenticate(password, owner.caller);
    for (const id of [revoked.id, ended.id, foreign.id, 'key_\u{1F4A9}', ''])
      expect(await accounts.rotateApiKey({ apiKeyId: id }, owner.caller)).toEqual({
        ...{ apiKey: null, secret: null },
        errors: anError('NotFound', 'apiKeyId'),
      });
    const withKey = { ...owner.caller, user: owner.caller.user && { ...owner.caller.user, sessionId: foreign.id } };
    await expect(accounts.rotateApiKey({ apiKeyId: foreign.id }, withKey)).rejects.toThrow('FORBIDDEN');
  });

  it.each([
    ['graceHours', -1],
    ['graceHours', 169],
    ['expiresInDays', 0],
    ['expiresInDays', 91],
  ])('is refused with %s %d', async (field, value) => {
    const owner = await anAdmin(server);
    const old = await aKey(owner);
    expect(await accounts.rotateApiKey({ apiKeyId: old.id, [field]: value }, owner.caller)).toMatchObject({
      errors: anError('InvalidInput', field),
    });
    expect(await works(old.secret)).toBe(true);
  });
});

describe('a budget', () => {
  it('comes with the key and with its successor', async () => {
    const owner = await anAdmin(server);
    const old = await aKey(owner, { budget: 250 });
    const fresh = await rotated(owner, old.id);
    for (const { secret } of [old, fresh])
      expect(await server.verifyKey(secret)).toMatchObject({ user: { budget: 250 } });
  });

  it.each([0, -1, 1_000_000_001])('is not %d', async (budget) => {
    const { caller } = await anAdmin(server);
    expect(await accounts.createApiKey({ budget }, caller)).toMatchObject({
      errors: anError('InvalidInput', 'budget'),
    });
  });
});

describe('a warning', () => {
  const warningsOf = (id: string) =>
    db.database
      .many<{ daysLeft: number }>(
        sql`
        select (data ->> 'daysLeft')::int as "daysLeft" from outbox
        where subject = ${id} and type = 'conea.identity.api_key.expires_soon' order by position`,
      )
      .then((rows) => rows.map(({ daysLeft }) => daysLeft));
  const parts = async () => ({
    database: db.served,
    users: createUserStore(db.served, await openPersonalData(db.served)),
    mail: { send: async () => undefined },
    mails: createAccountMails('https://app.example.com/'),
  });
  const warn = async () => {
    const all = await parts();
    return Promise.all([warnOfExpiry(all, clock.read()), warnOfExpiry(all, clock.read())]);
  };

  it('comes 14, 7 and 1 days before the end of a key, each once, whoever looks at the same time', async () => {
    const { id } = await aKey(await anAdmin(server), { expiresInDays: 30 });
    for (const days of [15, 1, 0, 7, 6, 0]) {
      clock.advance(days * day);
      await warn();
    }
    expect(await warningsOf(id)).toEqual([14, 7, 1]);
  });

  it('does not come for a key that was made for so short, was revoked, rotated, or has ended', async () => {
    const owner = await anAdmin(server);
    const [short, revoked, old] = [
      await aKey(owner, { expiresInDays: 1 }),
      await aKey(owner, { expiresInDays: 5 }),
      await aKey(owner, { expiresInDays: 5 }),
    ];
    await accounts.revokeApiKey(revoked.id, owner.caller);
    await rotated(owner, old.id);
    for (const days of [0, 4, 1]) {
      clock.advance(days * day);
      await warn();
    }
    for (const { id } of [short, revoked, old]) expect(await warningsOf(id)).toEqual([]);
  });
});
