import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asAction, sql, type Queries, type Sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { identityMigrations } from './support/identity-server.ts';

const at = '2026-11-01T00:00:00Z';
let test: TestDatabase;

// Fifty organizations of twenty people; each person is in two of them, with a role of the organization in the second.
beforeAll(async () => {
  test = await createTestDatabase(identityMigrations);
  const all = test.database;
  await all.execute(sql`
    insert into organizations (id, name, created_at) select 'org_' || n, 'n', ${at} from generate_series(0, 49) as n`);
  await all.execute(sql`
    insert into roles (id, organization_id, name, name_key, description, permissions, created_at, updated_at)
    select 'rol_' || n || '_' || kind, 'org_' || n, 'n', kind, 'd', '{}', ${at}, ${at}
    from generate_series(0, 49) as n, unnest('{worn,other}'::text[]) as kind`);
  await all.execute(sql`
    insert into users (id, email, email_key, name, created_at)
    select 'usr_' || n, n, n, 'n', ${at} from generate_series(0, 999) as n`);
  await all.execute(sql`
    insert into memberships (organization_id, user_id, role, joined_at)
    select 'org_' || n % 50, 'usr_' || n, 'user', ${at}::timestamptz from generate_series(0, 999) as n
    union all
    select 'org_' || (n + 1) % 50, 'usr_' || n, 'rol_' || (n + 1) % 50 || '_worn', ${at}::timestamptz from generate_series(0, 999) as n`);
  await all.execute(sql`
    insert into api_keys (id, user_id, organization_id, name, prefix, secret_hash, scopes, created_at, expires_at)
    select 'key_' || n, 'usr_' || n, 'org_' || n % 50, 'n', n, '\\x00', '{}', ${at}, '2036-11-01T00:00:00Z'
    from generate_series(0, 999) as n`);
  await all.execute(sql`analyze`);
});
afterAll(() => test.drop());

const person = () => test.served.bind({ personId: 'usr_0' });
const organizationsOf = async (queries: Queries, table: Sql) => {
  const rows = await queries.many<{ id: string }>(sql`select organization_id as id from ${table} order by 1`);
  return rows.map(({ id }) => id);
};

describe('a person', () => {
  it('finds their memberships, keys and roles in every organization, and nobody else’s', async () => {
    expect(await organizationsOf(person(), sql`memberships`)).toEqual(['org_0', 'org_1']);
    expect(await organizationsOf(person(), sql`api_keys`)).toEqual(['org_0']);
    expect(await person().many(sql`select id from roles`)).toEqual([{ id: 'rol_1_worn' }]);
  });

  it('changes none of them beyond the organization, unless the account is deleted, restored or suspended', async () => {
    const rise = sql`update memberships set role = 'admin' where user_id = 'usr_0'`;
    const touch = sql`update memberships set joined_at = joined_at where true`;
    const end = sql`update api_keys set revoked_at = null where true`;
    const join = sql`insert into memberships (organization_id, user_id, role, joined_at) values ('org_9', 'usr_0', 'admin', ${at})`;
    expect(await person().execute(rise)).toBe(0);
    expect(await person().execute(end)).toBe(0);
    await expect(person().execute(join)).rejects.toMatchObject({ code: '42501' });
    for (const action of ['user.delete', 'user.restore', 'user.suspend']) {
      const leaving = test.served.bind({ personId: 'usr_0', action });
      expect(await leaving.execute(touch)).toBe(2);
      expect(await leaving.execute(end)).toBe(1);
      await expect(leaving.execute(join)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is nobody else again after a look-up in the middle of a transaction', async () => {
    const found = await person().transaction(async (tx) => {
      const within = await asAction(tx, 'session.refresh', () => organizationsOf(tx, sql`memberships`));
      return [within.length, (await organizationsOf(tx, sql`memberships`)).length];
    });
    expect(found).toEqual([2_000, 2]);
  });
});

describe('policies leave to an index', () => {
  const planOf = async (queries: Queries, statement: Sql) =>
    JSON.stringify(await queries.many(sql`explain ${statement}`));

  it('what an organization asks for', async () => {
    const organization = test.served.forTenant('org_7');
    const members = sql`select user_id from memberships where organization_id = 'org_7' order by joined_at, user_id limit 20`;
    expect(await planOf(organization, members)).not.toMatch(/Seq Scan/);
    const keys = sql`select id from api_keys where owner_id = 'usr_7' order by created_at desc, id desc limit 20`;
    expect(await planOf(organization, keys)).not.toMatch(/Seq Scan/);
  });

  it('what a person asks for', async () => {
    const own = sql`
      select member.role, held.permissions from memberships as member
      left join roles as held on held.organization_id = member.organization_id and held.id = member.custom_role_id
      where member.user_id = 'usr_0'`;
    expect(await planOf(person(), own)).not.toMatch(/Seq Scan on (memberships|api_keys)/);
  });

  it('what is presented by somebody who is not known yet', async () => {
    const acting = test.served.bind({ action: 'api_key.verify' });
    const presented = sql`
      select key.id from api_keys as key
      join memberships as member on member.organization_id = key.organization_id and member.user_id = key.user_id
      where key.prefix = '7'`;
    expect(await planOf(acting, presented)).not.toMatch(/Seq Scan/);
  });
});
