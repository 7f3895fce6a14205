import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { compilePipeline } from '../../src/domain/compile-pipeline.ts';
import { parseDefinition } from '../../src/domain/definition.ts';
import { rowJson } from '../../src/domain/row-json.ts';
import { evaluateSql } from '../../src/domain/run-sql.ts';
import { openDuckDb } from '../../src/sources/duckdb.ts';

const reasonList = z.array(z.object({ path: z.string().nullable(), message: z.string() })).nullable();

/** An engine to try definitions on. */
export async function startEngine() {
  const directory = mkdtempSync(join(tmpdir(), 'conea-engine-'));
  const duckDb = await openDuckDb({
    ...{ directories: [directory], spillDirectory: directory },
    ...{ memoryLimit: '128MB', threads: 1 },
  });
  const query = (sql: string) => duckDb.query(sql, new AbortController().signal);
  return {
    query,
    /** What becomes of rows: their values, or why they are rejected. */
    evaluate: async (steps: unknown, columns: readonly string[], rows: readonly (readonly (string | null)[])[]) => {
      const parsed = parseDefinition(steps);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const compiled = compilePipeline(parsed.definition, columns);
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
      const results = await query(evaluateSql(compiled.pipeline, rows));
      return results.map(([, reasons, ...cells]) => ({
        reasons: reasonList.parse(reasons)?.map(({ path, message }) => `${path} ${message}`) ?? [],
        values: rowJson(compiled.pipeline.fields, cells),
      }));
    },
    stop: () => {
      duckDb.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
