import type { BoundDatabase, Database, Queries } from '@conea/platform';

/** A database, and how many statements and transactions were asked of it. */
export function countStatements(database: Database) {
  let count = 0;
  const counted = <Result>(work: Promise<Result>): Promise<Result> => {
    count++;
    return work;
  };
  const statements = (queries: Queries): Queries => ({
    many: (statement) => counted(queries.many(statement)),
    maybeOne: (statement) => counted(queries.maybeOne(statement)),
    one: (statement) => counted(queries.one(statement)),
    execute: (statement) => counted(queries.execute(statement)),
  });
  const bound = (queries: BoundDatabase): BoundDatabase => ({
    ...statements(queries),
    transaction: (work) => counted(queries.transaction((tx) => work({ ...statements(tx), client: tx.client }))),
  });
  const all: Database = {
    ...bound(database),
    bind: (binding) => bound(database.bind(binding)),
    forTenant: (tenantId) => bound(database.forTenant(tenantId)),
    acrossTenants: bound(database.acrossTenants),
    connect: database.connect,
    close: database.close,
  };
  return {
    database: all,
    /** How many this took. */
    during: async (work: () => Promise<unknown>): Promise<number> => {
      const before = count;
      await work();
      return count - before;
    },
  };
}
