import { createLoader } from '@conea/platform';
import { z } from 'zod';
import { compilePipeline, requiredColumns } from './domain/compile-pipeline.ts';
import type { Pipeline } from './domain/pipeline.ts';
import type { Loader } from './run-results.ts';
import type { ResultReader, RowResult } from './sources/result-reader.ts';

const orderFields = z.object({
  name: z.string(),
  placedAt: z.string(),
  total: z.object({ amount: z.string(), currencyCode: z.string() }),
  email: z.string().nullable(),
});

/** What the router says of an order: its id, and the fields of `@requires` where they are asked for. */
export type OrderReference = { id: string } & Partial<z.infer<typeof orderFields>>;

/** The columns that an order has as a row of a pipeline. */
export const orderColumns = ['name', 'placedAt', 'total', 'currencyCode', 'email'];

const requestShape = z.tuple([z.string(), z.array(z.string())]);

export type OrderResultParts = {
  pipelines: Loader<Pipeline>;
  results: ResultReader;
  signal: AbortSignal;
};

/** Runs orders through pipelines; those of one request that go through the same pipeline, together. */
export function createOrderResults({ pipelines, results, signal }: OrderResultParts) {
  const evaluateAll = async (pipelineId: string, requests: readonly Request[]): Promise<Answer[]> => {
    const pipeline = await pipelines.load(pipelineId);
    if (pipeline === null) return [];
    const answers = await evaluate(
      pipeline,
      requests.map(({ cells }) => cells),
    );
    return requests.flatMap(({ key }, index) => (answers[index] ? [{ key, result: answers[index] }] : []));
  };
  const evaluate = async (pipeline: Pipeline, rows: readonly string[][]): Promise<RowResult[]> => {
    const missing = requiredColumns(pipeline.definition).filter((name) => !orderColumns.includes(name));
    if (missing.length > 0) return rows.map(() => lacking(missing));
    const compilation = compilePipeline(pipeline.definition, orderColumns);
    if (!compilation.ok) return rows.map(() => unfit);
    return results.evaluate(compilation.pipeline, rows, signal);
  };
  const loader = createLoader<Answer>(
    async (keys) => {
      const byPipeline = Map.groupBy(keys.map(parseKey), ({ pipelineId }) => pipelineId);
      const answers = await Promise.all([...byPipeline].map(([id, requests]) => evaluateAll(id, requests)));
      return answers.flat();
    },
    ({ key }) => key,
  );
  return async (order: OrderReference, pipelineId: string): Promise<RowResult | null> => {
    const { name, placedAt, total, email } = orderFields.parse(order);
    const cells = [name, placedAt, total.amount, total.currencyCode, email ?? ''];
    const answer = await loader.load(JSON.stringify([pipelineId, cells]));
    return answer?.result ?? null;
  };
}

type Request = { key: string; pipelineId: string; cells: string[] };
type Answer = { key: string; result: RowResult };

function parseKey(key: string): Request {
  const [pipelineId, cells] = requestShape.parse(JSON.parse(key));
  return { key, pipelineId, cells };
}

const unfit: RowResult = { row: null, reasons: [{ path: null, message: 'The pipeline does not fit an order.' }] };

function lacking(columns: readonly string[]): RowResult {
  return {
    row: null,
    reasons: columns.map((path) => ({ path, message: 'is required, but an order has no such column' })),
  };
}
