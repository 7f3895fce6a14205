import type { Registry } from 'prom-client';
import type { BoundDatabase } from '../database.ts';
import { createInstruments } from '../instruments.ts';
import type { Logger } from '../log.ts';
import { startPasses } from '../passes.ts';
import { sql, type Sql } from '../sql.ts';
import type { DataKeys } from './data-keys.ts';

/** A column of sealed values. */
export type SealedColumn = {
  /** `table.column`, for the log and metrics. */
  name: string;
  /** Rows after this id, in the order of ids, whose value `isStale`. */
  list(after: string, limit: number): Promise<readonly StaleValue[]>;
  /** The same value sealed anew. */
  reseal(row: StaleValue): Promise<string>;
  /** Puts it in the place of the old one, unless somebody else has. */
  replace(row: StaleValue, sealed: string): Promise<void>;
};

export type StaleValue = { id: string; tenantId: string; sealed: string };

export type ResealOptions = {
  /** Across tenants. */
  database: BoundDatabase;
  keys: DataKeys;
  columns: readonly SealedColumn[];
  log: Logger;
  metrics: Registry;
  /** Milliseconds between two passes; default 60,000. */
  interval?: number;
  /** Milliseconds for which a key that no longer seals stays, for whoever is about to use it; default an hour. */
  retention?: number;
};

const batch = 100;

/** Whether a value is to be sealed anew: its key no longer seals, or it is of an older version. */
export const isStale = (column: Sql): Sql =>
  sql`(${column} not like 'v2.%' or split_part(${column}, '.', 2) in (select id from data_keys where superseded_at is not null))`;

/**
 * Seals values under the newest keys while they are read and written, batch by batch; what it has done stays done, so it may be killed. Keys that
 * nothing is sealed under any longer are deleted. Every replica may do it.
 */
export function startResealing({ interval = 60_000, log, ...options }: ResealOptions): () => Promise<void> {
  return startPasses(createReseal({ ...options, log }), interval, (error) =>
    log.error({ err: error }, 'values could not be sealed anew'),
  );
}

function createReseal(options: Omit<ResealOptions, 'interval'>) {
  const { database, keys, columns, log, metrics, retention = 3_600_000 } = options;
  const { counter, gauge } = createInstruments(metrics);
  const count = counter({
    ...{ name: 'resealed_values_total', help: 'Values that were sealed anew.' },
    labels: ['column', 'result'],
  });
  const superseded = gauge({ name: 'superseded_data_keys', help: 'Keys of tenants that no longer seal.' });

  const resealOne = async (column: SealedColumn, row: StaleValue) => {
    try {
      await column.replace(row, await column.reseal(row));
      count({ column: column.name, result: 'success' });
    } catch (error) {
      count({ column: column.name, result: 'failure' });
      log.error({ err: error, column: column.name, rowId: row.id }, 'value could not be sealed anew');
    }
  };
  const resealColumn = async (column: SealedColumn, signal: AbortSignal): Promise<number> => {
    let [found, after] = [0, ''];
    while (!signal.aborted) {
      const rows = await column.list(after, batch);
      for (const row of rows) await resealOne(column, row);
      found += rows.length;
      after = rows.at(-1)?.id ?? after;
      if (rows.length < batch) break;
    }
    return found;
  };
  const countSuperseded = async () =>
    (
      await database.one<{ left: number }>(sql`
        select count(*) as left from data_keys where superseded_at is not null`)
    ).left;
  // Without a key that no longer seals, nothing turns stale: tables are looked through once.
  let isSettled = false;
  return async (signal: AbortSignal) => {
    while (!signal.aborted && (await keys.replaceOld()) > 0);
    if (isSettled && (await countSuperseded()) === 0) return superseded({}, 0);
    let found = 0;
    for (const column of columns) found += await resealColumn(column, signal);
    isSettled = found === 0 && !signal.aborted;
    if (isSettled)
      await database.execute(sql`
        delete from data_keys where superseded_at < now() - make_interval(secs => ${retention / 1_000})`);
    superseded({}, await countSuperseded());
  };
}
