import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';
import type { Order } from './list-orders.ts';

const errors = z.array(z.object({ message: z.string().optional() }));
const payload = <Shape extends z.ZodType>(name: string, shape: Shape) =>
  z.object({ outcome: z.object({ [name]: shape.nullable(), errors }) });
const withId = z.object({ id: z.string() });

const mutation = (field: string, input: string, result: string) => `
  mutation ($input: ${input}!) { outcome: ${field}(input: $input) { ${result} { id } errors { ... on UserError { message } } } }`;

const follow = /* GraphQL */ `
  subscription FollowRun($id: ID!) {
    runProgressed(runId: $id) {
      run {
        status
        reason
        rowsLoaded
        rowsQuarantined
        progress {
          phase
          rowsRead
        }
      }
    }
  }
`;
const results = /* GraphQL */ `
  query RunResults($id: ID!) {
    pipelineRun(id: $id) {
      rows(first: 3) {
        nodes {
          values
        }
      }
      aggregates(first: 5) {
        nodes
      }
      quarantinedRows(first: 3) {
        nodes {
          rowNumber
          raw
          reasons {
            path
            message
          }
        }
      }
    }
  }
`;
const run = z.object({
  status: z.string(),
  reason: z.string().nullable(),
  rowsLoaded: z.number().nullable(),
  rowsQuarantined: z.number().nullable(),
  progress: z.object({ phase: z.string().nullable(), rowsRead: z.number() }),
});
const progressed = z.object({ runProgressed: z.object({ run }) });
const valuesOf = z.object({ nodes: z.array(z.object({ values: z.record(z.string(), z.unknown()) })) });
const reason = z.object({ path: z.string().nullable(), message: z.string() });
const resultShape = z.object({
  pipelineRun: z.object({
    rows: valuesOf,
    aggregates: z.object({ nodes: z.array(z.record(z.string(), z.unknown())) }),
    quarantinedRows: z.object({
      nodes: z.array(z.object({ rowNumber: z.number(), raw: z.string(), reasons: z.array(reason) })),
    }),
  }),
});

const schema = {
  type: 'object',
  required: ['name', 'placedAt', 'total', 'email'],
  properties: {
    name: { type: 'string' },
    total: { type: 'number', minimum: 0 },
    email: { type: 'string', format: 'email' },
  },
};
const steps = {
  validate: { schema },
  map: {
    fields: [
      { to: 'order', from: 'name', transforms: [{ kind: 'TRIM' }] },
      { to: 'day', from: 'placedAt', transforms: [{ kind: 'DATE_TIME' }, { kind: 'TRUNCATE', unit: 'DAY' }] },
      { to: 'total', from: 'total', transforms: [{ kind: 'NUMBER' }] },
    ],
  },
  aggregate: {
    groupBy: ['day'],
    measures: [
      { as: 'orders', function: 'COUNT' },
      { as: 'revenue', function: 'SUM', field: 'total' },
    ],
  },
};
const chunkSize = 256 * 1024;

export async function runPipeline(client: EndpointClient, orders: readonly Order[], narrator: Narrator) {
  const send = async (field: string, input: string, result: string, value: object): Promise<string> => {
    const { outcome } = await client.request(mutation(field, input, result), payload(result, withId), { input: value });
    const made = withId.safeParse(outcome[result]);
    if (made.success) return made.data.id;
    const problems = errors.parse(outcome['errors']);
    throw new Error(`${field}: ${problems[0]?.message ?? 'nothing came of it'}`);
  };
  narrator.chapter('Upload a CSV of the orders and run a pipeline over it');
  const csv = Buffer.from(toCsv(orders));
  const uploadId = await send('startUpload', 'StartUploadInput', 'upload', {
    name: 'orders.csv',
    contentType: 'text/csv',
    byteSize: csv.length,
  });
  for (let offset = 0; offset < csv.length; offset += chunkSize) {
    const content = csv.subarray(offset, offset + chunkSize).toString('base64');
    await send('appendUpload', 'AppendUploadInput', 'upload', { uploadId, offset, content });
  }
  const sha256 = createHash('sha256').update(csv).digest('hex');
  const fileId = await send('completeUpload', 'CompleteUploadInput', 'file', { uploadId, sha256 });
  narrator.line(`orders.csv has ${orders.length} rows and ${csv.length} bytes.`);
  const pipelineId = await send('createPipeline', 'CreatePipelineInput', 'pipeline', { name: 'Revenue by day', steps });
  const runId = await send('runPipeline', 'RunPipelineInput', 'run', { pipelineId, fileId });
  const finished = await followRun(client, runId, narrator);
  const { pipelineRun } = await client.request(results, resultShape, { id: runId });
  const [example] = pipelineRun.aggregates.nodes;
  const [bad] = pipelineRun.quarantinedRows.nodes;
  narrator.line(`${finished.rowsLoaded} rows loaded; by day, such as ${JSON.stringify(example)}.`);
  narrator.line(
    `${finished.rowsQuarantined} rows in quarantine${bad ? `, such as row ${bad.rowNumber}: ${bad.reasons[0]?.path ?? 'it'} ${bad.reasons[0]?.message}` : ''}.`,
  );
  return { id: runId, pipelineId, ...finished, ...pipelineRun };
}

async function followRun(client: EndpointClient, id: string, narrator: Narrator) {
  for await (const { runProgressed } of client.subscribe(follow, progressed, { id })) {
    const { status, reason: why, progress } = runProgressed.run;
    narrator.progress(
      `${status.toLowerCase()}: ${(progress.phase ?? 'waiting').toLowerCase()}, ${progress.rowsRead} rows`,
    );
    if (status === 'SUCCEEDED') return runProgressed.run;
    if (status === 'FAILED' || status === 'CANCELLED')
      throw new Error(`the run ended as ${status}: ${why ?? 'no reason'}`);
  }
  throw new Error('the run was not followed to its end');
}

function toCsv(orders: readonly Order[]): string {
  const lines = orders.map(({ name, placedAt, total, email }) =>
    [name, placedAt, total.amount, total.currencyCode, email ?? ''].map(quote).join(','),
  );
  return `${['name,placedAt,total,currencyCode,email', ...lines].join('\n')}\n`;
}

const quote = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
