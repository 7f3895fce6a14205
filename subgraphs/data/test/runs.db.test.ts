import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { z } from 'zod';
import { operationsOf } from './support/operations.ts';
import { aCaller, anOrganization, startSubgraph } from './support/subgraph.ts';

const subgraph = await startSubgraph({ MAX_ROW_BYTES: '20000' });
afterAll(() => subgraph.stop());

const caller = aCaller(anOrganization());
const operations = operationsOf(subgraph, caller);
const { ran, rows, aggregates, quarantined, aFile, aPipeline, aRun, runPipeline, finished } = operations;

const number = { kind: 'NUMBER' };
const copy = {
  map: {
    fields: [
      { to: 'name', from: 'name' },
      { to: 'amount', from: 'amount', transforms: [number] },
    ],
  },
};

async function reasonsOf(runId: string) {
  const page = await quarantined(runId);
  return page?.nodes.map(({ rowNumber, reasons }) => [rowNumber, ...reasons.map(({ message }) => message)]);
}

const valuesOf = async (runId: string) => (await rows(runId))?.nodes.map(({ values }) => Object.values(values));

describe('rows that are none', () => {
  it('are quarantined as they are written: a file that is cut off', async () => {
    const run = await ran(copy, 'name,amount\nあ,1\nい,2\n"う,3');
    expect(run).toMatchObject({ status: 'SUCCEEDED', rowsLoaded: 2, rowsQuarantined: 1 });
    expect((await quarantined(run.id))?.nodes).toEqual([
      { rowNumber: 3, reasons: [{ path: null, message: 'A quoted cell is not closed.' }], raw: '"う,3' },
    ]);
  });

  it('are quarantined one by one: cells, quotes, encodings and control characters', async () => {
    const shiftJis = Buffer.from([0x93, 0xfa, 0x96, 0x7b]);
    const content = Buffer.concat([
      Buffer.from('name,amount\n1,1\nonly one\n1,2,3\na"b,1\n"a"b,1\n'),
      Buffer.concat([shiftJis, Buffer.from(',1\n')]),
      Buffer.from('nul\0,1\n2,x\n"open,1\n3,3\n'),
    ]);
    const run = await ran(copy, content);
    expect(run).toMatchObject({ status: 'SUCCEEDED', rowsLoaded: 2, rowsQuarantined: 8 });
    expect(await reasonsOf(run.id)).toEqual([
      [2, 'The row has 1 cells; the header names 2 columns.'],
      [3, 'The row has 3 cells; the header names 2 columns.'],
      [4, 'A cell without quotes has a quote in it.'],
      [5, 'A quoted cell is followed by more than a delimiter.'],
      [6, 'The row is not written in UTF-8.'],
      [7, 'The row has a control character in it.'],
      [8, 'is not a number below 10^15'],
      [9, 'A quoted cell is not closed.'],
    ]);
    expect(await valuesOf(run.id)).toEqual([
      ['1', 1],
      ['3', 3],
    ]);
  });

  it('end the run when they do not end', async () => {
    const run = await ran(copy, `name,amount\n1,1\n${'x'.repeat(400_000)}`);
    expect(run).toMatchObject({
      status: 'FAILED',
      rowsLoaded: null,
      reason: expect.stringContaining('Row 2 is longer'),
    });
    expect(await rows(run.id)).toBeNull();
    expect(await quarantined(run.id)).toBeNull();
    const events = await subgraph.database.many(
      sql`select type from outbox where subject = ${run.id} and type like 'conea.data.run.%'`,
    );
    expect(events).toEqual([{ type: 'conea.data.run.failed' }]);
  });
});

describe('a file', () => {
  it('may have a byte order mark, CRLF, blank lines, and quotes around line breaks, delimiters and formulas', async () => {
    const content = '\ufeffname,amount\r\n"抹茶\r\nラテ, ""大""",1\r\n\r\n=1+1,2\r\n"a\tb;c",3\r\n';
    const run = await ran(copy, content);
    expect(run).toMatchObject({ status: 'SUCCEEDED', rowsLoaded: 3, rowsQuarantined: 0 });
    expect(await valuesOf(run.id)).toEqual([
      ['抹茶\r\nラテ, "大"', 1],
      ['=1+1', 2],
      ['a\tb;c', 3],
    ]);
    const csv = await subgraph.ask(
      'query ($id: ID!) { pipelineRun(id: $id) { rows { csv } } }',
      { id: run.id },
      caller,
      z.object({ rows: z.object({ csv: z.string() }) }),
    );
    expect(csv.rows.csv).toContain("\r\n'=1+1,2\r\n");
  });

  it('may have a header and no rows', async () => {
    const steps = { ...copy, aggregate: { measures: [{ as: 'n', function: 'COUNT' }] } };
    const run = await ran(steps, 'name,amount\n');
    expect(run).toMatchObject({ status: 'SUCCEEDED', rowsLoaded: 0, rowsQuarantined: 0 });
    expect(await rows(run.id)).toMatchObject({ nodes: [] });
    expect(await aggregates(run.id)).toMatchObject({ nodes: [{ n: 0 }] });
  });

  it('must have the columns that the pipeline needs', async () => {
    const [pipelineId, fileId] = [await aPipeline(copy), await aFile('name,price\na,1\n')];
    const answer = await runPipeline({ pipelineId, fileId });
    expect(answer).toMatchObject({ result: null, errors: [{ __typename: 'ColumnsMissing', columns: ['amount'] }] });
  });
});

describe('a pipeline', () => {
  it('is refused with the place of what is wrong', async () => {
    const steps = { map: { fields: [{ to: 'x', from: 'a', transforms: [{ kind: 'ROUND' }] }] } };
    const { errors } = await operations.createPipeline({ name: 'x', steps });
    expect(errors).toMatchObject([
      { __typename: 'InvalidInput', path: ['input', 'steps', 'map', 'fields', '0', 'transforms', '0'] },
    ]);
    const schema = { properties: { a: { type: 'string', pattern: '\\p{Emoji}' } } };
    const unsupported = await operations.createPipeline({ name: 'x', steps: { validate: { schema } } });
    expect(unsupported.errors).toMatchObject([
      { path: ['input', 'steps', 'validate', 'schema', 'properties', 'a', 'pattern'] },
    ]);
  });

  it('validates, maps and aggregates, exactly', async () => {
    const schema = {
      required: ['order', 'total'],
      properties: { order: { type: 'string', pattern: '^#\\d+$' }, total: { type: 'number', minimum: 0 } },
    };
    const day = [{ kind: 'DATE_TIME' }, { kind: 'TRUNCATE', unit: 'DAY' }];
    const steps = {
      validate: { schema },
      map: {
        fields: [
          { to: 'day', from: 'at', transforms: day },
          { to: 'total', from: 'total' },
        ],
      },
      aggregate: {
        groupBy: ['day'],
        measures: [
          { as: 'orders', function: 'COUNT' },
          { as: 'sum', function: 'SUM', field: 'total' },
          { as: 'mean', function: 'AVG', field: 'total' },
          { as: 'most', function: 'MAX', field: 'total' },
          { as: 'different', function: 'COUNT_DISTINCT', field: 'total' },
        ],
      },
    };
    const content = [
      'order,at,total',
      ...Array.from({ length: 10 }, (_, index) => `#${index},2026-11-24T0${index}:00:00+09:00,0.1`),
      '#11,,7',
      'x,2026-11-24T00:00:00Z,1',
      '#12,yesterday,1',
      '#13,2026-11-24T00:00:00Z,-1',
    ].join('\n');
    const run = await ran(steps, content);
    expect(run).toMatchObject({ status: 'SUCCEEDED', rowsLoaded: 11, rowsQuarantined: 3 });
    expect((await aggregates(run.id))?.nodes).toEqual([
      { day: null, orders: 1, sum: 7, mean: 7, most: 7, different: 1 },
      { day: '2026-11-23', orders: 9, sum: 0.9, mean: 0.1, most: 0.1, different: 1 },
      { day: '2026-11-24', orders: 1, sum: 0.1, mean: 0.1, most: 0.1, different: 1 },
    ]);
    expect(await reasonsOf(run.id)).toEqual([
      [12, 'does not match ^#\\d+$'],
      [13, 'is not an instant'],
      [14, 'is less than 0'],
    ]);
  });

  it('that is archived does not run', async () => {
    const [pipelineId, fileId] = [await aPipeline(copy), await aFile('name,amount\n')];
    expect(await operations.archivePipeline({ pipelineId })).toEqual({ result: { id: pipelineId }, errors: [] });
    const { result, errors } = await runPipeline({ pipelineId, fileId });
    expect({ result, errors }).toMatchObject({ result: null, errors: [{ __typename: 'PipelineArchived' }] });
  });
});

describe('runPipeline', () => {
  it('runs once for one idempotency key, and leaves one event of its end', async () => {
    const [pipelineId, fileId] = [await aPipeline(copy), await aFile('name,amount\na,1\nb,x\n')];
    const input = { pipelineId, fileId, idempotencyKey: randomUUID() };
    const answers = await Promise.all([runPipeline(input), runPipeline(input), runPipeline(input)]);
    const ids = new Set(answers.map(({ result }) => result?.id ?? ''));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    expect(await finished(id)).toMatchObject({ status: 'SUCCEEDED', progress: { phase: 'DONE', rowsRead: 2 } });
    const events = await subgraph.database.many<{ type: string; data: unknown }>(
      sql`select type, data from outbox where subject = ${id} order by position`,
    );
    expect(events.map(({ type }) => type)).toEqual(['conea.data.audit.recorded', 'conea.data.run.completed']);
    expect(events[1]?.data).toMatchObject({ runId: id, pipelineId, rowsRead: 2, rowsLoaded: 1, rowsQuarantined: 1 });
  });
});

describe('100,000 rows', () => {
  const count = 100_000;
  const content = () => {
    const lines = Array.from(
      { length: count },
      (_, index) => `"商品, ${index}",${index % 1_000 === 999 ? 'x' : index}`,
    );
    return `name,amount\n${lines.join('\n')}\n`;
  };

  it('come through with flat memory, page by page and in their order', async () => {
    const fileId = await aFile(content());
    const runId = await aRun(await aPipeline(copy), fileId);
    const run = await finished(runId);
    expect(run).toMatchObject({ status: 'SUCCEEDED', rowsLoaded: 99_900, rowsQuarantined: 100 });
    expect(run.progress.bytesRead).toBe(run.progress.bytesTotal);

    const first = await rows(runId, 2);
    expect(first?.nodes.map(({ rowNumber }) => rowNumber)).toEqual([1, 2]);
    const second = await rows(runId, 100, first?.pageInfo.endCursor);
    expect(second?.nodes.map(({ values }) => values['amount'])).toEqual(Array.from({ length: 100 }, (_, i) => i + 2));
    const bad = await quarantined(runId, 100);
    expect(bad?.nodes.map(({ rowNumber }) => rowNumber)).toEqual(
      Array.from({ length: 100 }, (_, i) => (i + 1) * 1_000),
    );
    expect(bad?.nodes[0]?.raw).toBe('"商品, 999",x');
    expect(bad?.pageInfo.hasNextPage).toBe(false);
  });

  it('can be cancelled, and leave nothing', async () => {
    const [pipelineId, fileId] = [await aPipeline(copy), await aFile(content())];
    const runId = await aRun(pipelineId, fileId);
    const { result, errors } = await operations.cancelRun({ runId });
    expect({ result, errors }).toMatchObject({ result: { status: 'CANCELLED' }, errors: [] });
    expect(await rows(runId)).toBeNull();
    const again = await operations.cancelRun({ runId });
    expect(again).toMatchObject({ result: { id: runId }, errors: [{ __typename: 'RunFinished' }] });
    const next = await finished(await aRun(pipelineId, await aFile('name,amount\na,1\n')));
    expect(next.status).toBe('SUCCEEDED');
    expect((await operations.findRun(runId)).status).toBe('CANCELLED');
  });
});
