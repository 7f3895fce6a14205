import { createDatabase, eraseEverything, registerErasure, sql, subgraphMigrations } from '@conea/platform';
import type { ErasureStep, ErasureSubject, Sql } from '@conea/platform';
import { createTestDatabase, silentLog } from './database.ts';
import { insert, type Rows } from './row-security.ts';

/** Names that a test has given itself, as a part of a statement. */
const name = (text: string): Sql => sql(Object.assign([`"${text}"`], { raw: [`"${text}"`] }));

/** The database of a subgraph in which what its steps erase can be looked at; as the role that servers have. */
export async function createErasureCase(migrations: string, steps: readonly ErasureStep[]) {
  const test = await createTestDatabase([subgraphMigrations, migrations]);
  const database = createDatabase({ url: test.url, name: 'erasure', log: silentLog });
  return {
    test,
    database,
    insert: async (rows: Rows) => {
      for (const [table, row] of Object.entries(rows)) await insert(test.database, table, row);
    },
    /** Erases in batches of two; answers how much, by kind, or null when something is left. */
    erase: async (subject: ErasureSubject, doing = steps) => {
      const erasureId = `ers_${subject.id}`;
      const request = { erasureId, subject };
      await database.acrossTenants.transaction((tx) => registerErasure(tx, { domain: 'test' }, request));
      await eraseEverything({ database, domain: 'test', steps: doing, log: silentLog, batchSize: 2 });
      const done = await test.database.maybeOne<{ counts: object }>(sql`
        select counts from erasures where id = ${erasureId} and finished_at is not null`);
      return done && done.counts;
    },
    /** The tables in which a text is found. */
    tablesWith: async (text: string) => {
      const tables = await test.database.many<{ table: string }>(sql`
        select table_name as table from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('erasures', 'outbox')
        order by table_name`);
      const found: string[] = [];
      for (const { table } of tables) {
        const like = `%${text}%`;
        const row = await test.database.maybeOne(sql`
          select from ${name(table)} as stored where stored::text like ${like} limit 1`);
        if (row) found.push(table);
      }
      return found;
    },
    close: async () => {
      await database.close();
      await test.drop();
    },
  };
}
