import pg, { type PoolClient, type QueryResult, type QueryResultRow } from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import { beginBound, bindingSettings, everyTenant, parseTenant, type Binding } from './binding.ts';
import { connectionOf, type DatabaseUrl } from './database-url.ts';
import type { Logger } from './log.ts';
import { sql, type Sql } from './sql.ts';

/** What a store needs: statements in, rows out. A transaction offers the same, so a store works in both. */
export type Queries = {
  many<Row extends QueryResultRow>(statement: Sql): Promise<Row[]>;
  maybeOne<Row extends QueryResultRow>(statement: Sql): Promise<Row | null>;
  /** Throws unless exactly one row comes back. */
  one<Row extends QueryResultRow>(statement: Sql): Promise<Row>;
  /** The number of rows that the statement changed. */
  execute(statement: Sql): Promise<number>;
};

/** A transaction in progress; `client` is for libraries that take a node-postgres client (pg-boss, COPY). */
export type Transaction = Queries & { client: PoolClient };

/** A database whose statements are bound to one tenant, to all or to none, and may be to a person: row-level security hides the rows of others. */
export type BoundDatabase = Queries & {
  /** Runs `work` in one transaction; repeated up to five times after a serialisation failure or a deadlock, so it must have no effect outside it. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
};

/** A pool of connections to one Postgres database. What is asked of it directly is bound to no tenant, and finds the rows of none. */
export type Database = BoundDatabase & {
  /** Binds to a tenant, a person and an action; what is left out binds to none. */
  bind(binding: Binding): BoundDatabase;
  /** Binds to the caller's tenant; null binds to none. */
  forTenant(tenantId: string | null): BoundDatabase;
  /** For what belongs to no caller: relays, consumers, jobs, and whatever first has to find out whose a row is. */
  acrossTenants: BoundDatabase;
  /** One connection for LISTEN or an advisory lock; release it. */
  connect(): Promise<PoolClient>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  url: DatabaseUrl;
  /** Shown in pg_stat_activity. */
  name: string;
  log: Logger;
  /** Connections at most; default 10. */
  maxConnections?: number;
  /** Milliseconds after which Postgres cancels a statement; default 15,000. */
  statementTimeout?: number;
  /** Milliseconds that a statement waits for a connection; default 5,000. */
  acquireTimeout?: number;
};

const retryable = new Set(['40001', '40P01']);
const maxAttempts = 5;
/** Of a password or a user. */
const refusals = new Set(['28P01', '28000']);
const passwordPatience = 5_000;
const passwordPause = 100;

/** Opens a pool. A lost connection is logged and replaced; it never ends the process. */
export function createDatabase({
  url,
  name,
  log,
  maxConnections = 10,
  statementTimeout = 15_000,
  acquireTimeout = 5_000,
}: DatabaseOptions): Database {
  // int8: counts and positions stay below 2^53. Of this pool only: pg-boss shares the driver.
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    ...connectionOf(url),
    types,
    application_name: name,
    max: maxConnections,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: acquireTimeout,
    // The binding to a tenant travels with the statement instead of before it.
    pipeline: true,
  });
  pool.on('error', (error) => log.warn({ err: error }, 'idle database connection lost'));
  const lend = () => connect(pool, url);
  const transactions =
    (begin: string): BoundDatabase['transaction'] =>
    async (work) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await withClient(lend, (client) => runTransaction(client, begin, work));
        } catch (error) {
          if (attempt === maxAttempts || !retryable.has(sqlState(error))) throw error;
          log.info({ attempt, sqlState: sqlState(error) }, 'transaction repeated');
        }
      }
    };
  const bound = (binding: Binding): BoundDatabase => {
    const begin = beginBound(binding);
    return {
      ...createQueries((statement) => withClient(lend, (client) => runBound(client, begin, statement))),
      transaction: transactions(begin),
    };
  };
  const unbound = {
    ...createQueries((statement) => withClient(lend, (client) => client.query(statement))),
    transaction: transactions('begin'),
  };
  const bind = ({ tenantId = null, personId = null, action = null }: Binding) => {
    if (tenantId === null && personId === null && action === null) return unbound;
    return bound({ tenantId: tenantId === null ? null : parseTenant(tenantId), personId, action });
  };
  return {
    ...unbound,
    bind,
    forTenant: (tenantId) => bind({ tenantId }),
    acrossTenants: bound({ tenantId: everyTenant }),
    connect: lend,
    close: () => pool.end(),
  };
}

/** Binds the rest of a transaction to another tenant: for what is written on behalf of somebody who was nobody when it began. */
export async function bindTransaction(tx: Transaction, tenantId: string): Promise<void> {
  await tx.execute(sql`select set_config(${bindingSettings.tenantId}, ${parseTenant(tenantId)}, true)`);
}

/** Binds the rest of a transaction to a person as well: for somebody who was nobody when it began, and has shown who they are. */
export async function bindPerson(tx: Transaction, personId: string): Promise<void> {
  await tx.execute(sql`select set_config(${bindingSettings.personId}, ${personId}, true)`);
}

/** Does a part of a transaction as another action, and goes on as before. */
export function asAction<Result>(tx: Transaction, action: string, work: () => Promise<Result>): Promise<Result> {
  return withSetting(tx, bindingSettings.action, action, work);
}

/** Does a part of a transaction bound to a tenant, and goes on as before. */
export function asTenant<Result>(tx: Transaction, tenantId: string, work: () => Promise<Result>): Promise<Result> {
  return withSetting(tx, bindingSettings.tenantId, parseTenant(tenantId), work);
}

async function withSetting<Result>(
  tx: Transaction,
  setting: string,
  value: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const { before } = await tx.one<{ before: string | null }>(sql`
    select current_setting(${setting}, true) as before, set_config(${setting}, ${value}, true)`);
  const result = await work();
  await tx.execute(sql`select set_config(${setting}, ${before ?? ''}, true)`);
  return result;
}

/** The five-character SQLSTATE of an error of Postgres, or an empty string. */
export function sqlState(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? '') : '';
}

/** A password changes at two places, in Postgres and in the secrets: whoever connects in between tries again for five seconds. */
async function connect(pool: pg.Pool, url: DatabaseUrl): Promise<PoolClient> {
  for (const end = performance.now() + passwordPatience; ;) {
    try {
      return await pool.connect();
    } catch (error) {
      if (typeof url === 'string' || !refusals.has(sqlState(error)) || performance.now() > end) throw error;
      await url.refresh();
      await wait(passwordPause);
    }
  }
}

/** Lends a connection; one that broke is not given back to the pool. */
async function withClient<Result>(
  lend: () => Promise<PoolClient>,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await lend();
  let broken: Error | undefined;
  const onError = (error: Error) => (broken = error);
  client.on('error', onError);
  try {
    return await work(client);
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

async function runTransaction<Result>(
  client: PoolClient,
  begin: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  try {
    await client.query(begin);
    const result = await work({ ...createQueries((statement) => client.query(statement)), client });
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => client.emit('error', failure));
    throw error;
  }
}

/** One statement in a transaction that is bound, in one round trip; when the binding fails, so does the statement. */
async function runBound<Row extends QueryResultRow>(
  client: PoolClient,
  begin: string,
  statement: Sql,
): Promise<QueryResult<Row>> {
  const sent = [client.query(begin), client.query<Row>(statement), client.query('commit')] as const;
  const outcomes = await Promise.allSettled(sent);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return sent[1];
}

type Run = <Row extends QueryResultRow>(statement: Sql) => Promise<QueryResult<Row>>;

function createQueries(query: Run): Queries {
  const many = async <Row extends QueryResultRow>(statement: Sql) => (await query<Row>(statement)).rows;
  const maybeOne = async <Row extends QueryResultRow>(statement: Sql): Promise<Row | null> =>
    (await many<Row>(statement))[0] ?? null;
  return {
    many,
    maybeOne,
    one: async <Row extends QueryResultRow>(statement: Sql) => {
      const [row, ...rest] = await many<Row>(statement);
      if (row === undefined || rest.length > 0) throw new Error(`expected one row, got ${row ? rest.length + 1 : 0}`);
      return row;
    },
    execute: async (statement) => (await query(statement)).rowCount ?? 0,
  };
}
