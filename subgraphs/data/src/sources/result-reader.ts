import { mkdir, rm } from 'node:fs/promises';
import { z } from 'zod';
import type { BlobStore } from '../domain/blob-store.ts';
import type { CompiledPipeline, Field } from '../domain/compile-pipeline.ts';
import type { DefinitionTrial } from '../domain/create-pipeline.ts';
import { rowJson, type JsonScalar } from '../domain/row-json.ts';
import type { Numbered, NumberedPage } from '../domain/row-page.ts';
import { evaluateSql, groupPageSql, quarantinePageSql, rowPageSql } from '../domain/run-sql.ts';
import { literal } from '../domain/sql-text.ts';
import { openDuckDb } from './duckdb.ts';

/** Why a row is rejected; `path` is the column, or the field made of it. */
export type RowReason = { path: string | null; message: string };

export type RowValues = Record<string, JsonScalar>;

/** A rejected row: where it is in the file. */
export type RejectedRow = { start: number; length: number; reasons: RowReason[] };

/** What a pipeline makes of one row. */
export type RowResult = { row: RowValues | null; reasons: RowReason[] };

export type ResultReaderOptions = { blobs: BlobStore; resultDirectory: string; spillDirectory: string };

const reasonList = z.array(z.object({ path: z.string().nullable(), message: z.string() }));
const rejectedRow = z.tuple([z.coerce.number(), z.coerce.number(), z.coerce.number(), reasonList]);

/** Reads the results of runs, and evaluates single rows, on a small engine of its own. */
export async function openResultReader({ blobs, resultDirectory, spillDirectory }: ResultReaderOptions) {
  await mkdir(spillDirectory, { recursive: true });
  const directories = [resultDirectory, spillDirectory];
  const duckDb = await openDuckDb({ directories, spillDirectory, memoryLimit: '256MB', threads: 1 });
  const readRows = async (
    sql: string,
    fields: readonly Field[],
    signal: AbortSignal,
  ): Promise<Numbered<RowValues>[]> => {
    const rows = await duckDb.query(sql, signal);
    return rows.map(([number, ...cells]) => ({ number: Number(number), node: rowJson(fields, cells) }));
  };
  return {
    rows: async (key: string, fields: readonly Field[], page: NumberedPage, signal: AbortSignal) =>
      readRows(rowPageSql(fields, await blobs.localPath(key), page), fields, signal),
    groups: async (key: string, fields: readonly Field[], page: NumberedPage, signal: AbortSignal) =>
      readRows(groupPageSql(fields, await blobs.localPath(key), page), fields, signal),
    rejected: async (key: string, page: NumberedPage, signal: AbortSignal): Promise<Numbered<RejectedRow>[]> => {
      const rows = await duckDb.query(quarantinePageSql(await blobs.localPath(key), page), signal);
      return rows.map((row) => {
        const [number, start, length, reasons] = rejectedRow.parse(row);
        return { number, node: { start, length, reasons } };
      });
    },
    /** What a pipeline makes of rows that are given as texts in the order of its columns. */
    evaluate: async (
      pipeline: CompiledPipeline,
      given: readonly (readonly (string | null)[])[],
      signal: AbortSignal,
    ): Promise<RowResult[]> => {
      const rows = await duckDb.query(evaluateSql(pipeline, given), signal);
      return rows.map(([, reasons, ...cells]) =>
        reasons === null
          ? { row: rowJson(pipeline.fields, cells), reasons: [] }
          : { row: null, reasons: reasonList.parse(reasons) },
      );
    },
    trial: createTrial((sql) => duckDb.query(sql, new AbortController().signal)),
    close: async () => {
      duckDb.close();
      await rm(spillDirectory, { recursive: true, force: true });
    },
  };
}

export type ResultReader = Awaited<ReturnType<typeof openResultReader>>;

function createTrial(query: (sql: string) => Promise<unknown>): DefinitionTrial {
  const succeeds = (sql: string) =>
    query(sql).then(
      () => true,
      () => false,
    );
  return {
    acceptsPattern: (pattern) => succeeds(`select regexp_matches('', ${literal(pattern)})`),
    acceptsPipeline: (pipeline, columns) => succeeds(evaluateSql(pipeline, [columns.map(() => null)])),
  };
}
