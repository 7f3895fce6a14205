import pg, { type PoolClient, type QueryResult, type QueryResultRow } from 'pg';
import type { Logger } from './log.ts';
import type { Sql } from './sql.ts';

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

/** A pool of connections to one Postgres database. */
export type Database = Queries & {
  /** Runs `work` in one transaction; repeated up to five times after a serialisation failure or a deadlock, so it must have no effect outside it. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** One connection for LISTEN or an advisory lock; release it. */
  connect(): Promise<PoolClient>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  url: string;
  /** Shown in pg_stat_activity. */
  name: string;
  log: Logger;
  /** Connections at most; default 10. */
  maxConnections?: number;
  /** Milliseconds after which Postgres cancels a statement; default 15,000. */
  statementTimeout?: number;
};

const retryable = new Set(['40001', '40P01']);
const maxAttempts = 5;

/** Opens a pool. A lost connection is logged and replaced; it never ends the process. */
export function createDatabase({
  url,
  name,
  log,
  maxConnections = 10,
  statementTimeout = 15_000,
}: DatabaseOptions): Database {
  // int8: counts and positions stay below 2^53. Of this pool only: pg-boss shares the driver.
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    types,
    application_name: name,
    max: maxConnections,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 5_000,
  });
  pool.on('error', (error) => log.warn({ err: error }, 'idle database connection lost'));
  return {
    ...createQueries((statement) => pool.query(statement)),
    connect: () => pool.connect(),
    close: () => pool.end(),
    transaction: async (work) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await runTransaction(await pool.connect(), work);
        } catch (error) {
          if (attempt === maxAttempts || !retryable.has(sqlState(error))) throw error;
          log.info({ attempt, sqlState: sqlState(error) }, 'transaction repeated');
        }
      }
    },
  };
}

/** The five-character SQLSTATE of an error of Postgres, or an empty string. */
export function sqlState(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? '') : '';
}

async function runTransaction<Result>(client: PoolClient, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  let broken: Error | undefined;
  const onError = (error: Error) => (broken = error);
  client.on('error', onError);
  try {
    await client.query('begin');
    const result = await work({ ...createQueries((statement) => client.query(statement)), client });
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
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
