import type { Caller } from '@conea/platform';
import { z } from 'zod';
import { until } from '../../../../test/support/until.ts';
import type { Subgraph } from './subgraph.ts';

const failure = z.object({ __typename: z.string(), message: z.string(), path: z.array(z.string()).nullable() }).loose();
const failureFields = '__typename ... on UserError { message path }';

const upload = z.object({ id: z.string(), receivedBytes: z.number() }).nullable();
const file = z
  .object({ id: z.string(), byteSize: z.number(), sha256: z.string(), columns: z.array(z.string()) })
  .nullable();
const identified = z.object({ id: z.string() }).nullable();

const run = z.object({
  id: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  rowsLoaded: z.number().nullable(),
  rowsQuarantined: z.number().nullable(),
  progress: z.object({
    phase: z.string().nullable(),
    bytesRead: z.number(),
    bytesTotal: z.number(),
    rowsRead: z.number(),
  }),
});
const runFields = 'id status reason rowsLoaded rowsQuarantined progress { phase bytesRead bytesTotal rowsRead }';

export type RunView = z.infer<typeof run>;

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const row = z.object({ rowNumber: z.number(), values: z.record(z.string(), z.unknown()) });
const reason = z.object({ path: z.string().nullable(), message: z.string() });
const rejected = z.object({ rowNumber: z.number(), reasons: z.array(reason), raw: z.string() });

const pieceBytes = 512 * 1024;

/** The operations of this subgraph as one caller, with parsed answers. */
export function operationsOf(subgraph: Subgraph, caller: Caller) {
  const mutate = <Shape extends z.ZodType>(
    field: string,
    result: string,
    fields: string,
    shape: Shape,
    detail = '',
  ) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${result} { ${fields} } errors { ${failureFields} ${detail} } } }`;
    const payload = z.object({ [result]: shape, errors: z.array(failure) }).transform((parsed) => ({
      result: shape.parse(parsed[result]),
      errors: z.array(failure).parse(parsed['errors']),
    }));
    return (input: object) => subgraph.ask(query, { input }, caller, payload);
  };
  const startUpload = mutate('startUpload', 'upload', 'id receivedBytes', upload);
  const offset = '... on UploadOffsetMismatch { expectedOffset }';
  const appendUpload = mutate('appendUpload', 'upload', 'id receivedBytes', upload, offset);
  const completeUpload = mutate('completeUpload', 'file', 'id byteSize sha256 columns', file);
  const createPipeline = mutate('createPipeline', 'pipeline', 'id', identified);
  const archivePipeline = mutate('archivePipeline', 'pipeline', 'id', identified);
  const runPipeline = mutate('runPipeline', 'run', runFields, run.nullable(), '... on ColumnsMissing { columns }');
  const cancelRun = mutate('cancelRun', 'run', runFields, run.nullable());

  const startedUpload = async (input: object = {}) => {
    const { result } = await startUpload({ name: 'orders.csv', contentType: 'text/csv', ...input });
    if (!result) throw new Error('the upload of the test was refused');
    return result.id;
  };
  const uploaded = async (content: string | Buffer) => {
    const bytes = Buffer.from(content);
    const uploadId = await startedUpload();
    for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
      const piece = bytes.subarray(offset, offset + pieceBytes).toString('base64');
      await appendUpload({ uploadId, offset, content: piece });
    }
    return completeUpload({ uploadId });
  };
  const aFile = async (content: string | Buffer) => {
    const { result, errors } = await uploaded(content);
    if (!result) throw new Error(`the file of the test was refused: ${JSON.stringify(errors)}`);
    return result.id;
  };
  const aPipeline = async (steps: object) => {
    const { result, errors } = await createPipeline({ name: 'Orders', steps });
    if (!result) throw new Error(`the pipeline of the test was refused: ${JSON.stringify(errors)}`);
    return result.id;
  };
  const aRun = async (pipelineId: string, fileId: string) => {
    const { result, errors } = await runPipeline({ pipelineId, fileId });
    if (!result) throw new Error(`the run of the test was refused: ${JSON.stringify(errors)}`);
    return result.id;
  };
  const findRun = (id: string) =>
    subgraph.ask(`query ($id: ID!) { pipelineRun(id: $id) { ${runFields} } }`, { id }, caller, run);
  const finished = async (id: string, deadline = 60_000) => {
    await until(`run ${id} has finished`, async () => !/QUEUED|RUNNING/.test((await findRun(id)).status), deadline);
    return findRun(id);
  };
  const page = <Shape extends z.ZodType>(field: string, node: string, shape: Shape) => {
    const list = `${field}(first: $first, after: $after) { nodes ${node} pageInfo { hasNextPage endCursor } }`;
    const query = `query ($id: ID!, $first: Int!, $after: String) { pipelineRun(id: $id) { page: ${list} } }`;
    const connection = z.object({ nodes: z.array(shape), pageInfo }).nullable();
    return async (id: string, first = 100, after: string | null = null) =>
      (await subgraph.ask(query, { id, first, after }, caller, z.object({ page: connection }))).page;
  };
  return {
    ...{ startUpload, appendUpload, completeUpload, createPipeline, archivePipeline, runPipeline, cancelRun },
    ...{ startedUpload, uploaded, aFile, aPipeline, aRun, findRun, finished },
    rows: page('rows', '{ rowNumber values }', row),
    aggregates: page('aggregates', '', z.record(z.string(), z.unknown())),
    quarantined: page('quarantinedRows', '{ rowNumber reasons { path message } raw }', rejected),
    /** The finished run of a pipeline over a CSV text. */
    ran: async (steps: object, content: string | Buffer) => {
      const [pipelineId, fileId] = await Promise.all([aPipeline(steps), aFile(content)]);
      return finished(await aRun(pipelineId, fileId));
    },
  };
}
