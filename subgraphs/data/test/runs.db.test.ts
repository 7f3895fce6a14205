import { afterAll, describe, expect, it } from '@jest/globals';
import { operationsOf } from './support/operations.ts';
import { aCaller, anOrganization, startSubgraph } from './support/subgraph.ts';

const subgraph = await startSubgraph();
afterAll(() => subgraph.stop());

const caller = aCaller(anOrganization());
const { ran, rows, aggregates, quarantined } = operationsOf(subgraph, caller);

const copy = {
  map: {
    fields: [
      { to: 'name', from: 'name' },
      { to: 'amount', from: 'amount', transforms: [{ kind: 'NUMBER' }] },
    ],
  },
};

const reasonsOf = async (runId: string) => {
  const page = await quarantined(runId);
  return page?.nodes.map(({ rowNumber, reasons }) => [
    rowNumber,
    ...reasons.map(({ path, message }) => `${path} ${message}`),
  ]);
};
const valuesOf = async (runId: string) => (await rows(runId))?.nodes.map(({ values }) => values);

describe('a run', () => {
  it('quarantines what is cut off, and loads the rest', async () => {
    const run = await ran(copy, 'name,amount\nあ,1\nい,2\n"う,3');
    expect(run).toMatchObject({ status: 'SUCCEEDED', rowsLoaded: 2, rowsQuarantined: 1 });
    expect(await quarantined(run.id)).toMatchObject({
      nodes: [{ rowNumber: 3, reasons: [{ path: null, message: 'A quoted cell is not closed.' }], raw: '"う,3' }],
    });
  });
});
