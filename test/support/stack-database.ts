import pg, { type QueryResultRow } from 'pg';
import type { Stack } from './stack.ts';

/** A database of a running stack, seen by the superuser. */
export type StackDatabase = {
  many<Row extends QueryResultRow>(statement: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Holds the locks that the statement takes, until the function it answers is called. */
  hold(statement: string): Promise<() => Promise<void>>;
  /** How many connections wait for a lock in a statement that begins like this. */
  waiting(statement: string): Promise<number>;
  /** Ends the connections that wait for a lock: those of a killed process would go on by themselves once they had it. */
  endWaiting(): Promise<void>;
  /** Releases what is held. */
  close(): Promise<void>;
};

export function openStackDatabase({ place, settings }: Stack, name: string): StackDatabase {
  const connectionString = `postgres://postgres:${settings.superuserPassword}@127.0.0.1:${place.ports.postgres}/${name}`;
  const pool = new pg.Pool({ connectionString, max: 4, application_name: 'test' });
  const holding = new Set<() => Promise<void>>();
  const waits = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return {
    many: async <Row extends QueryResultRow>(statement: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>(statement, [...values])).rows,
    hold: async (statement) => {
      const client = await pool.connect();
      await client.query('begin');
      await client.query(statement);
      const release = async () => {
        if (!holding.delete(release)) return;
        await client.query('rollback');
        client.release();
      };
      holding.add(release);
      return release;
    },
    waiting: async (statement) => {
      const { rowCount } = await pool.query(`select ${waits} and starts_with(ltrim(query, e' \\n'), $1)`, [statement]);
      return rowCount ?? 0;
    },
    endWaiting: async () => {
      await pool.query(`select pg_terminate_backend(pid, 5000) ${waits}`);
    },
    close: async () => {
      await Promise.all([...holding].map((release) => release()));
      await pool.end();
    },
  };
}
