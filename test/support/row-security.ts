import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, subgraphMigrations, type BoundDatabase, type Database, type Sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** One row for each table, by column; what is left out has its default. */
export type Rows = Record<string, Record<string, unknown>>;

export type RowSecurityCase = {
  /** The folder of the subgraph's own migrations. */
  migrations: string;
  /** Rows of tables without a policy that others refer to, made by a superuser. */
  prepare?: (superuser: BoundDatabase, organizationId: string) => Promise<void>;
  /** Tables that belong to nobody: every other one needs a policy. */
  shared: readonly string[];
  /** Tables whose rows stay as they are, for their own organization too. */
  appendOnly?: readonly string[];
  /** Actions that find, or change, rows of everybody, and in which tables alone; with it, work across tenants finds no row of this subgraph. */
  actions?: Readonly<Record<string, Reach>>;
  /** Rows of persons instead of organizations, in the order of their references. */
  personal?(personId: string, number: number): Rows;
  /** In the order of their references; `number` tells rows of one organization apart, references are to number 1. */
  rows(organizationId: string, number: number): Rows;
};

type Reach = { reads: readonly string[]; writes: readonly string[] };

const ofPlatform = (organizationId: string, number: number): Rows => ({
  outbox: { id: `evt_${organizationId}_${number}`, type: 't', subject: 's', tenant_id: organizationId, data: {} },
  idempotency_keys: {
    ...{ tenant_id: organizationId, user_id: 'usr_1', action: 'a', key: String(number) },
    ...{ input_hash: '\\x00', result: {} },
  },
  data_keys: {
    ...{ id: `dk_${organizationId}_${number}`, tenant_id: organizationId, wrapping_key_id: 'k', wrapped_key: 'x' },
    superseded_at: '2026-11-01T00:00:00Z',
  },
});
const sharedByAll = ['erasures', 'inbox', 'migrations'];
const [own, other] = ['org_own', 'org_other'];
const refused = { code: '42501' };

/** Names that this file has given itself, as a part of a statement. */
const raw = (text: string): Sql => sql(Object.assign([text], { raw: [text] }));
const name = (text: string): Sql => raw(`"${text}"`);

/** What holds for the tables of every subgraph when no resolver and no store looks after them. */
export function describeRowSecurity(parts: RowSecurityCase): void {
  const { migrations, prepare, shared, appendOnly = [], actions, rows, personal = (): Rows => ({}) } = parts;
  const all = (ownerId: string, number: number): Rows => ({
    ...ofPlatform(ownerId, number),
    ...rows(ownerId, number),
    ...personal(ownerId, number),
  });
  const ofPersons = Object.keys(personal(own, 1));
  const platforms = Object.keys(ofPlatform(own, 1));
  const samples = all(own, 1);
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await createTestDatabase([subgraphMigrations, migrations]);
    database = test.served;
    for (const ownerId of [own, other]) {
      await prepare?.(test.database, ownerId);
      for (const [table, row] of Object.entries(all(ownerId, 1))) await insert(test.database, table, row);
    }
  });
  afterAll(async () => {
    await test.drop();
  });

  it('has a policy, which the owner cannot pass by, on every table but those that belong to nobody', async () => {
    const tables = await test.database.many<{ table: string; isForced: boolean; hasPolicy: boolean }>(sql`
      select relname as table, relrowsecurity and relforcerowsecurity as "isForced",
        (select count(*) from pg_policy where polrelid = pg_class.oid) > 0 as "hasPolicy"
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> all(${[...sharedByAll, ...shared]})
      order by relname`);
    const expected = Object.keys(samples).sort();
    expect(tables).toEqual(expected.map((table) => ({ table, isForced: true, hasPolicy: true })));
  });

  describe.each(Object.keys(samples))('in %s', (table) => {
    const row = samples[table] ?? {};
    const bind = (id: string) => (ofPersons.includes(table) ? database.bind({ personId: id }) : database.forTenant(id));
    const count = async (bound: BoundDatabase) =>
      (await bound.one<{ count: number }>(sql`select count(*) as count from ${name(table)} where ${matches(row)}`))
        .count;
    const [column = ''] = Object.keys(row);
    const change = sql`update ${name(table)} set ${name(column)} = ${name(column)} where ${matches(row)}`;
    const isForActions = actions !== undefined && !platforms.includes(table);

    it('an owner finds its rows, another one and nobody find none of them', async () => {
      expect(await count(bind(own))).toBe(1);
      expect(await count(database.acrossTenants)).toBe(isForActions ? 0 : 1);
      expect(await count(bind(other))).toBe(0);
      expect(await count(database)).toBe(0);
    });

    it('another owner changes and deletes nothing', async () => {
      for (const bound of [bind(other), database]) {
        expect(await bound.execute(change)).toBe(0);
        expect(await bound.execute(sql`delete from ${name(table)} where ${matches(row)}`)).toBe(0);
      }
      expect(await count(bind(own))).toBe(1);
    });

    it('another owner inserts nothing', async () => {
      const forged = all(own, 2)[table] ?? {};
      await expect(insert(bind(other), table, forged)).rejects.toMatchObject(refused);
    });

    if (table !== 'outbox')
      it('nobody inserts anything', async () => {
        await expect(insert(database, table, all(own, 2)[table] ?? {})).rejects.toMatchObject(refused);
      });

    if (isForActions)
      it('actions find and change rows of everybody only where they are for that', async () => {
        for (const [action, { reads, writes }] of Object.entries(actions)) {
          const acting = database.bind({ action });
          const isWritten = writes.includes(table);
          const found = { action, rows: await count(acting), changed: await acting.execute(change) };
          const isChanged = isWritten && !appendOnly.includes(table);
          expect(found).toEqual({
            action,
            rows: Number(isWritten || reads.includes(table)),
            changed: Number(isChanged),
          });
          if (!isWritten) expect(await acting.execute(sql`delete from ${name(table)} where ${matches(row)}`)).toBe(0);
        }
      });

    if (appendOnly.includes(table))
      return it('not even its owner, or work across all, changes or deletes a row', async () => {
        for (const bound of [bind(own), database.acrossTenants]) {
          expect(await bound.execute(change)).toBe(0);
          expect(await bound.execute(sql`delete from ${name(table)} where ${matches(row)}`)).toBe(0);
        }
        expect(await count(bind(own))).toBe(1);
      });

    it('an owner gives no row to another one', async () => {
      const column = [...(ofPersons.includes(table) ? ['user_id'] : []), ...owning].find((key) => key in row);
      const foreign = all(other, 1)[table]?.[column ?? ''];
      const move = sql`update ${name(table)} set ${name(column ?? '')} = ${foreign} where ${matches(row)}`;
      await expect(bind(own).execute(move)).rejects.toMatchObject(refused);
    });
  });
}

/** What says whose a row is. */
const owning = [
  'organization_id',
  'organization_ids',
  'tenant_id',
  'integration_id',
  'sync_id',
  'chat_id',
  'client_id',
  'user_id',
  'session_id',
  'export_id',
  'id',
];

/** By the columns that are text: they tell the sample of one organization from that of another. */
const matches = (row: Record<string, unknown>): Sql =>
  Object.entries(row)
    .filter(([, value]) => typeof value === 'string' && !/^\\x|^\d{4}-/.test(value))
    .map(([column, value]) => sql`${name(column)}::text = ${value}`)
    .reduce((before, next) => sql`${before} and ${next}`);

/** Inserts a row; a column that it does not name has its default. */
export async function insert(database: BoundDatabase, table: string, row: Record<string, unknown>): Promise<void> {
  const columns = raw(
    Object.keys(row)
      .map((column) => `"${column}"`)
      .join(', '),
  );
  await database.execute(sql`
    insert into ${name(table)} (${columns})
    select ${columns} from jsonb_populate_record(null::${name(table)}, ${JSON.stringify(row)}::jsonb)`);
}
