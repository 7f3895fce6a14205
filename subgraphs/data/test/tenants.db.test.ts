import { afterAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { operationsOf } from './support/operations.ts';
import { aCaller, anOrganization, startSubgraph } from './support/subgraph.ts';

const subgraph = await startSubgraph();
afterAll(() => subgraph.stop());

const organizationId = anOrganization();
const owner = aCaller(organizationId);
const stranger = aCaller(anOrganization());
const viewer = aCaller(organizationId, ['read:own_data']);
const nobody = { ...owner, user: null };
const operations = operationsOf(subgraph, owner);
const strangers = operationsOf(subgraph, stranger);

const copy = { map: { fields: [{ to: 'name', from: 'name' }] } };
const content = 'name\nsecret\n';

async function everything() {
  const [fileId, pipelineId, uploadId] = await Promise.all([
    operations.aFile(content),
    operations.aPipeline(copy),
    operations.startedUpload(),
  ]);
  const runId = await operations.aRun(pipelineId, fileId);
  await operations.finished(runId);
  return { fileId, pipelineId, uploadId, runId };
}

const notFound = { result: null, errors: [expect.objectContaining({ __typename: 'NotFound' })] };

const byId = `query ($fileId: ID!, $pipelineId: ID!, $runId: ID!) {
  file(id: $fileId) { id }
  pipeline(id: $pipelineId) { id }
  pipelineRun(id: $runId) { id }
}`;
const entities = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on File { id name }
    ... on Pipeline { id name }
    ... on PipelineRun { id rows { nodes { values } } }
  }
}`;
const lists = '{ files { nodes { id } } pipelines { nodes { id } } }';

describe('who is shown a file', () => {
  it('is told of in the audit trail, and of the rows that a run made of it', async () => {
    const { fileId, runId } = await everything();
    await operations.aFile('name\nother\n');
    const caller = { ...owner, requestId: `req_${runId}` };
    const query = `query ($runId: ID!, $fileId: ID!) {
      pipelineRun(id: $runId) { file { name } rows { nodes { values } } quarantinedRows { nodes { raw } } }
      file(id: $fileId) { columns sha256 } }`;
    await subgraph.request(query, { runId, fileId }, caller);
    await subgraph.request('{ files(first: 2) { nodes { name } } }', {}, caller);
    await subgraph.request('{ files { nodes { id byteSize } } }', {}, caller);
    const told = await subgraph.database.many(sql`
      select data ->> 'action' as action, data ->> 'resourceId' as id, data -> 'metadata' ->> 'count' as count
      from outbox where data ->> 'requestId' = ${caller.requestId} order by position`);
    expect(told).toEqual([
      { action: 'file.read', id: fileId, count: '1' },
      { action: 'pipeline_run.read', id: runId, count: '1' },
      { action: 'file.read', id: null, count: '2' },
    ]);
  });
});

describe('another organization', () => {
  it('finds nothing by id, neither directly nor as entities', async () => {
    const { fileId, pipelineId, runId } = await everything();
    const ids = { fileId, pipelineId, runId };
    const representations = [
      { __typename: 'File', id: fileId },
      { __typename: 'Pipeline', id: pipelineId },
      { __typename: 'PipelineRun', id: runId },
    ];
    for (const caller of [stranger, nobody]) {
      expect(await subgraph.request(byId, ids, caller)).toEqual({
        data: { file: null, pipeline: null, pipelineRun: null },
      });
      expect(await subgraph.request(entities, { representations }, caller)).toEqual({
        data: { _entities: [null, null, null] },
      });
      expect(await subgraph.request(lists, {}, caller)).toEqual({
        data: { files: { nodes: [] }, pipelines: { nodes: [] } },
      });
    }
    const { data } = await subgraph.request(entities, { representations }, viewer);
    expect(data).toMatchObject({ _entities: [{ id: fileId }, { id: pipelineId }, { id: runId }] });
  });

  it('can change nothing', async () => {
    const { fileId, pipelineId, uploadId, runId } = await everything();
    const [ownFile, ownPipeline] = [await strangers.aFile(content), await strangers.aPipeline(copy)];
    const piece = Buffer.from('x').toString('base64');
    expect(await strangers.appendUpload({ uploadId, offset: 0, content: piece })).toEqual(notFound);
    expect(await strangers.completeUpload({ uploadId })).toEqual(notFound);
    expect(await strangers.runPipeline({ pipelineId, fileId: ownFile })).toEqual(notFound);
    expect(await strangers.runPipeline({ pipelineId: ownPipeline, fileId })).toEqual(notFound);
    expect(await strangers.archivePipeline({ pipelineId })).toEqual(notFound);
    expect(await strangers.cancelRun({ runId })).toEqual(notFound);
    const failures = await subgraph.database.many(sql`
      select 1 from outbox
      where tenant_id = ${stranger.user?.organizationId ?? ''} and data ->> 'result' = 'failure'`);
    expect(failures).toHaveLength(6);
  });

  it('sees no pipelines of the organization, and runs no order through them', async () => {
    const { pipelineId } = await everything();
    const representations = [{ __typename: 'Organization', id: organizationId }, anOrder({ name: '#1' })];
    const query = `query ($representations: [_Any!]!, $pipelineId: ID!) {
      _entities(representations: $representations) {
        ... on Organization { pipelines { nodes { id } } }
        ... on Order { pipelineResult(pipelineId: $pipelineId) { row reasons { message } } }
      }
    }`;
    expect(await subgraph.request(query, { representations, pipelineId }, stranger)).toEqual({
      data: { _entities: [{ pipelines: null }, { pipelineResult: null }] },
    });
    expect(await subgraph.request(query, { representations, pipelineId }, owner)).toMatchObject({
      data: { _entities: [{ pipelines: {} }, { pipelineResult: { row: { name: '#1' }, reasons: [] } }] },
    });
  });

  it('cannot follow a run', async () => {
    const { runId } = await everything();
    const events = subgraph.subscribe(
      'subscription ($id: ID!) { runProgressed(runId: $id) { cursor } }',
      { id: runId },
      stranger,
    );
    await expect(events.next()).rejects.toThrow('NOT_FOUND');
  });
});

describe('a viewer', () => {
  it('may read and not write', async () => {
    const { fileId, pipelineId } = await everything();
    const viewers = operationsOf(subgraph, viewer);
    for (const refused of [
      viewers.startUpload({ name: 'a.csv', contentType: 'text/csv' }),
      viewers.createPipeline({ name: 'x', steps: copy }),
      viewers.runPipeline({ pipelineId, fileId }),
    ]) {
      await expect(refused).rejects.toThrow('FORBIDDEN');
    }
  });
});

describe('a role of an organization', () => {
  it('that permits to write alone reads nothing, and one that permits something else does neither', async () => {
    const { fileId, pipelineId, runId } = await everything();
    const ids = { fileId, pipelineId, runId };
    const writer = aCaller(organizationId, ['write:own_data']);
    const auditor = aCaller(organizationId, ['read:audit_logs', 'manage:users', 'execute:ai_requests']);
    for (const caller of [writer, auditor])
      expect(await subgraph.request(byId, ids, caller)).toEqual({
        data: { file: null, pipeline: null, pipelineRun: null },
      });
    expect(await operationsOf(subgraph, writer).archivePipeline({ pipelineId })).toMatchObject({ errors: [] });
    await expect(operationsOf(subgraph, auditor).runPipeline({ pipelineId, fileId })).rejects.toThrow('FORBIDDEN');
  });

  it('that permits what is anybody’s permits what is shared too', async () => {
    const { fileId, pipelineId, runId } = await everything();
    const any = aCaller(organizationId, ['read:any_data', 'write:any_data']);
    expect((await subgraph.request(byId, { fileId, pipelineId, runId }, any)).data).toMatchObject({
      file: { id: fileId },
    });
    expect(await operationsOf(subgraph, any).archivePipeline({ pipelineId })).toMatchObject({ errors: [] });
  });
});

describe('an order', () => {
  const schema = {
    required: ['name', 'currencyCode'],
    properties: { currencyCode: { const: 'JPY', type: 'string' }, total: { type: 'number', minimum: 1 } },
  };
  const steps = {
    validate: { schema },
    map: {
      fields: [
        { to: 'order', from: 'name', transforms: [{ kind: 'REMOVE', value: '#' }] },
        { to: 'day', from: 'placedAt', transforms: [{ kind: 'DATE_TIME' }, { kind: 'TRUNCATE', unit: 'DAY' }] },
        { to: 'total', from: 'total' },
      ],
    },
  };
  const results = async (pipelineId: string, orders: object[]) => {
    const query = `query ($representations: [_Any!]!, $pipelineId: ID!) {
      _entities(representations: $representations) {
        ... on Order { pipelineResult(pipelineId: $pipelineId) { row reasons { path message } } }
      }
    }`;
    const { data } = await subgraph.request(query, { representations: orders, pipelineId }, owner);
    return data?.['_entities'];
  };

  it('goes through a pipeline as a row does: mapped, or rejected with the reasons', async () => {
    const orders = [
      anOrder({ name: '#1' }),
      anOrder({ name: "#2'); drop table x; --", total: { amount: '0', currencyCode: 'USD' } }),
      anOrder({ name: '' }),
    ];
    expect(await results(await operations.aPipeline(steps), orders)).toEqual([
      { pipelineResult: { row: { order: '1', day: '2026-11-24', total: 1980 }, reasons: [] } },
      {
        pipelineResult: {
          row: null,
          reasons: [
            { path: 'currencyCode', message: 'is not the required value' },
            { path: 'total', message: 'is less than 1' },
          ],
        },
      },
      { pipelineResult: { row: null, reasons: [{ path: 'name', message: 'is required, but empty' }] } },
    ]);
  });

  it('is rejected by a pipeline that needs what an order has not', async () => {
    const pipelineId = await operations.aPipeline({ map: { fields: [{ to: 'sku', from: 'sku' }] } });
    expect(await results(pipelineId, [anOrder({})])).toMatchObject([
      { pipelineResult: { row: null, reasons: [{ path: 'sku' }] } },
    ]);
  });
});

function anOrder(fields: object) {
  const total = { amount: '1980', currencyCode: 'JPY' };
  return {
    __typename: 'Order',
    id: 'ord_1',
    name: '#1',
    placedAt: '2026-11-24T09:30:00.000Z',
    total,
    email: null,
    ...fields,
  };
}
