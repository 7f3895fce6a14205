import {
  createInstruments,
  sql,
  startPasses,
  type BoundDatabase,
  type Logger,
  type Registry,
  type Sql,
} from '@conea/platform';
import type { Seals } from '../domain/column-seal.ts';
import { createPersonalSeal, type PersonalData } from '../domain/personal-data.ts';
import { createIndexKeys, endOldIndexKeys } from '../store/blind-index.ts';
import { isOfOtherVersion, listPersonal, personalColumns, replacePersonal } from '../store/personal-columns.ts';
import { announceEndedKeys } from './rotate-blind-index.ts';
import type { PersonalColumn, PersonalRow } from '../store/personal-columns.ts';

export type PersonalDataJobParts = {
  /** Across tenants. */
  database: BoundDatabase;
  personal: PersonalData;
  seals: Seals;
  log: Logger;
  metrics: Registry;
  /** Milliseconds between two passes. */
  interval: number;
};

const batch = 100;

/**
 * Seals what was kept in clear before there were seals, and hashes anew what is found by a hash under an older key, row by row while they are read and
 * written. What it has done stays done, so it may be killed; every replica may do it. A key that nothing is found by any longer is deleted. Returns how to stop.
 */
export function startSealingPersonalData({ interval, log, ...parts }: PersonalDataJobParts): () => Promise<void> {
  return startPasses(createPass({ ...parts, log }), interval, (error) =>
    log.error({ err: error }, 'personal data could not be sealed'),
  );
}

function createPass({ database, personal, seals, log, metrics }: Omit<PersonalDataJobParts, 'interval'>) {
  const readKeys = createIndexKeys(seals);
  const count = createInstruments(metrics).counter({
    ...{ name: 'identity_personal_values_moved_total', help: 'Personal values that were sealed or indexed anew.' },
    labels: ['column', 'result'],
  });
  // Nobody writes in clear any longer: what has none left is not looked through again.
  const withoutClear = new Set<string>();
  const move = createMove(database, personal);
  const moveAll = async (column: PersonalColumn, condition: Sql, signal: AbortSignal): Promise<boolean> => {
    const name = `${column.place.table}.${column.place.column}`;
    let [after, areAllMoved] = ['', true];
    while (!signal.aborted) {
      const rows = await listPersonal(database, column, condition, after, batch);
      for (const row of rows) {
        if (signal.aborted) return false;
        try {
          await move(column, row);
          count({ column: name, result: 'success' });
        } catch (error) {
          areAllMoved = false;
          count({ column: name, result: 'failure' });
          log.error({ err: error, column: name, rowId: row.id }, 'personal value could not be sealed or indexed');
        }
      }
      after = rows.at(-1)?.id ?? after;
      if (rows.length < batch) return areAllMoved;
    }
    return false;
  };
  return async (signal: AbortSignal) => {
    for (const column of personalColumns) {
      const name = `${column.place.table}.${column.place.column}`;
      if (withoutClear.has(name)) continue;
      if (await moveAll(column, sql`${column.clear} is not null`, signal)) withoutClear.add(name);
    }
    const { current, all } = await readKeys(database);
    if (!all.some(({ version }) => version < current.version)) return;
    for (const column of personalColumns)
      if (column.index) await moveAll(column, isOfOtherVersion(column.index.column, current.version), signal);
    if (signal.aborted) return;
    const ended = await database.transaction(async (tx) => {
      const versions = await endOldIndexKeys(tx, current.version, async () => {
        const { isUsed } = await tx.one<{ isUsed: boolean }>(sql`select ${isAnyOld(current.version)} as "isUsed"`);
        return isUsed;
      });
      await announceEndedKeys(tx, versions);
      return versions;
    });
    if (ended.length > 0) log.info({ ended }, 'keys of blind indexes ended');
  };
}

/** Whether anything is still found by a hash under another key, or in clear. */
function isAnyOld(version: number): Sql {
  const each = personalColumns.flatMap(({ table, index, clear }) =>
    index
      ? [sql`exists (select from ${table} where ${isOfOtherVersion(index.column, version)} or ${clear} is not null)`]
      : [],
  );
  return each.reduce((one, other) => sql`${one} or ${other}`);
}

function createMove(database: BoundDatabase, personal: PersonalData) {
  return async (column: PersonalColumn, row: PersonalRow): Promise<void> => {
    const seal = createPersonalSeal(personal, column.place);
    const owned = { ownerId: row.ownerId, rowId: row.id };
    const value = await seal.open(owned, row);
    const sealed = row.sealed ?? (await seal.seal(owned, value));
    const { index } = column;
    if (!index) return void (await replacePersonal(database, column, row, { sealed, indexed: null }));
    await database.transaction(async (tx) => {
      const { stored } = await personal.index.hold(tx, index.kind, index.textOf(value, row));
      await replacePersonal(tx, column, row, { sealed, indexed: stored });
    });
  };
}
