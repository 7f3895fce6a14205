import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createDatabase,
  createMutations,
  requireRowSecurity,
  sql,
  subgraphMigrations,
  type BoundDatabase,
  type Database,
  type Queries,
} from '../src/index.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/support/database.ts';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase([subgraphMigrations]);
  // One connection, so that each statement comes after another one of somebody else.
  database = createDatabase({ url: test.url, name: 'test', log: silentLog, maxConnections: 1 });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const bindingOf = async (queries: Queries) =>
  (await queries.one<{ tenant: string | null }>(sql`select current_setting('conea.tenant', true) as tenant`)).tenant;
const tenants = Array.from({ length: 40 }, (_, index) => `org_${index % 2}`);

describe('the binding to a tenant', () => {
  it.each<[string, (bound: BoundDatabase) => Promise<string | null>]>([
    ['statement', bindingOf],
    ['transaction', (bound) => bound.transaction(bindingOf)],
  ])('holds for each %s of many at once', async (_, ask) => {
    expect(await Promise.all(tenants.map((tenant) => ask(database.forTenant(tenant))))).toEqual(tenants);
  });

  it('leaves nothing on the connection, also when the statement fails', async () => {
    const bound = database.forTenant('org_1');
    await expect(bound.execute(sql`select 1 / 0`)).rejects.toMatchObject({ code: '22012' });
    await expect(bound.transaction((tx) => tx.execute(sql`select 1 / 0`))).rejects.toMatchObject({ code: '22012' });
    expect((await bindingOf(database)) ?? '').toBe('');
    expect((await bindingOf(database.forTenant(null))) ?? '').toBe('');
  });

  it('is to nothing that could stand for all tenants, or end the statement', async () => {
    expect(() => database.forTenant('*')).toThrow('one tenant only');
    expect(() => database.forTenant('')).toThrow('one tenant only');
    const odd = `org_'; set local conea.tenant = '*`;
    expect(await bindingOf(database.forTenant(odd))).toBe(odd);
  });

  it('follows to the organization of somebody who was nobody when the mutation began', async () => {
    const anonymous = { requestId: 'req_1', ip: null, userAgent: null, user: null };
    const actor = { id: 'usr_1', organizationId: 'org_new' };
    const request = { action: 'account.create', idempotencyKey: 'k', input: {} };
    const signUp = createMutations(database, 'test');
    const effect = async () => ({ result: {}, resource: null, actor });
    await signUp(anonymous, request, effect);
    await signUp(anonymous, request, effect);
    const rows = await database.forTenant('org_new').many(sql`select tenant_id as tenant from outbox`);
    expect(rows).toEqual([{ tenant: 'org_new' }]);
  });
});

it('refuses a role that policies do not hold for', async () => {
  await expect(requireRowSecurity(test.database)).rejects.toThrow('passes row-level security by');
  await expect(requireRowSecurity(database)).resolves.toBeUndefined();
});
