import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { customers, orders, visits } from './support/defer-shop.ts';
import { startIssuer } from './support/issuer.ts';
import { allParts, askInParts, mergeParts, partFormats, type PartRequest } from './support/parts.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const definitions = [orders, customers, visits];

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraphs: TestSubgraph[];
let router: TestRouter;
let slow: TestSubgraph;
let slower: TestSubgraph;

beforeAll(async () => {
  issuer = await startIssuer();
  subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
  const [, second, third] = subgraphs;
  if (!second || !third) throw new Error('three subgraphs');
  [slow, slower] = [second, third];
  router = await startRouter(definitions, subgraphs, {
    config: {
      ...issuer.config,
      traffic_shaping: { all: { timeout: '20s' } },
      supergraph: { expose_query_plan: true },
    },
  });
});
afterAll(() => Promise.all([router.stop(), issuer.stop(), ...subgraphs.map((server) => server.stop())]));
beforeEach(() => {
  for (const { requests } of subgraphs) requests.length = 0;
});
afterEach(() => slow.misbehave(null));

const parts = (query: string, request: Omit<PartRequest, 'query'> = {}) => allParts(router.url, { query, ...request });

describe('@defer', () => {
  it.each(partFormats)('answers at first without waiting for the slow subgraph (%s)', async (format) => {
    const held = slow.hold();
    const query = '{ order { total ... @defer(label: "who") { customer { name } } } }';
    const payloads = askInParts(router.url, { query, format });
    const first = await payloads.next();
    expect(first.value).toMatchObject({ data: { order: { total: 10 } }, hasNext: true });
    await held.arrived;
    held.release();
    const rest = await Array.fromAsync(payloads);
    expect(mergeParts([first.value, ...rest].flatMap((each) => each ?? []))).toEqual({
      data: { order: { total: 10, customer: { name: 'Ada' } } },
      errors: [],
    });
  });

  it('has each part with its path, its label and all of its fragment in the format of 2022', async () => {
    expect(await parts('{ order { total ... @defer(label: "who") { total customer { name } } } }')).toEqual([
      { data: { order: { total: 10 } }, hasNext: true },
      {
        incremental: [{ data: { total: 10, customer: { name: 'Ada' } }, path: ['order'], label: 'who' }],
        hasNext: false,
      },
    ]);
  });

  it('announces each part, and sends no field twice, in the newer format', async () => {
    const query = '{ order { customer { name } ... @defer(label: "who") { total customer { name visits } } } }';
    expect(await parts(query, { format: 'incrementalSpec=v0.2' })).toEqual([
      {
        data: { order: { customer: { name: 'Ada' } } },
        pending: [{ id: '0', path: ['order'], label: 'who' }],
        hasNext: true,
      },
      {
        incremental: [
          { id: '0', data: { total: 10 } },
          { id: '0', subPath: ['customer'], data: { visits: 3 } },
        ],
        completed: [{ id: '0' }],
        hasNext: false,
      },
    ]);
  });

  it('sends the quicker of two parts first', async () => {
    const held = slower.hold();
    const query = '{ order { id } ... @defer { total } ... @defer { order { customer { name } } } }';
    const payloads = askInParts(router.url, { query });
    expect((await payloads.next()).value).toEqual({ data: { order: { id: 'o1' } }, hasNext: true });
    expect((await payloads.next()).value).toMatchObject({ incremental: [{ path: [] }], hasNext: true });
    held.release();
    expect((await payloads.next()).value).toEqual({
      incremental: [{ data: { total: 7 }, path: [] }],
      hasNext: false,
    });
  });

  it.each(partFormats)('sends a fragment inside another one behind it (%s)', async (format) => {
    const query = '{ order { ... @defer { customer { name ... @defer { visits } } } } }';
    const payloads = await parts(query, { format });
    expect(payloads).toHaveLength(3);
    expect(mergeParts(payloads).data).toEqual({ order: { customer: { name: 'Ada', visits: 3 } } });
  });

  it.each(partFormats)('sends a part for each entity of a list (%s)', async (format) => {
    const payloads = await parts('{ orders { id ... @defer { customer { name } } } }', { format });
    expect(payloads[1]?.incremental).toHaveLength(3);
    const customer = { name: 'Ada' };
    expect(mergeParts(payloads).data).toEqual({ orders: ['o1', 'o2', 'o3'].map((id) => ({ id, customer })) });
    expect(slow.requests).toHaveLength(1);
  });

  it.each(partFormats)('has nothing for an object of another type (%s)', async (format) => {
    const query = `{
      things { id ... on Order @defer { customer { name } } ... on Parcel @defer { weight } }
      findings { ... on Parcel @defer { id weight } ... on Thing @defer { thing: id } }
    }`;
    expect(mergeParts(await parts(query, { format })).data).toEqual({
      things: [
        { id: 'o1', customer: { name: 'Ada' } },
        { id: 'p1', weight: 3 },
      ],
      findings: [{ thing: 'o1' }, { id: 'p1', weight: 3, thing: 'p1' }, null],
    });
  });

  it('ends at once when nothing that is deferred applies', async () => {
    const query =
      '{ things { ... on Parcel { id } ... on Order { id } } order { ... on Order @skip(if: true) @defer { id } } }';
    expect(await parts(query)).toEqual([{ data: { things: [{ id: 'o1' }, { id: 'p1' }], order: {} }, hasNext: false }]);
  });

  it('tells fragments apart that are spread twice, or have no label', async () => {
    const query = `
      query { order { ...F @defer customer { ...G @defer(label: "g") } } orders { ...F @defer } }
      fragment F on Order { note ... on Order @defer { total } }
      fragment G on Customer { visits }`;
    const { data } = mergeParts(await parts(query, { format: 'incrementalSpec=v0.2' }));
    expect(data).toMatchObject({ order: { note: 'note of o1', total: 10, customer: { visits: 3 } } });
    expect(data).toMatchObject({ orders: [{ note: 'note of o1', total: 10 }, {}, { note: 'note of o3', total: 10 }] });
  });

  it.each(partFormats)('answers at once what `if` says is not deferred (%s)', async (format) => {
    const query =
      'query ($later: Boolean = false) { order { id ... @defer(if: $later) { total } ... @defer(if: false) { note } } }';
    const whole = { order: { id: 'o1', total: 10, note: 'note of o1' } };
    expect(await parts(query, { format })).toEqual([{ data: whole, hasNext: false }]);
    const payloads = await parts(query, { format, variables: { later: true } });
    expect(payloads[0]?.data).toEqual({ order: { id: 'o1', note: 'note of o1' } });
    expect(mergeParts(payloads).data).toEqual(whole);
  });

  it('answers at once whoever takes no parts', async () => {
    const { data } = await ask(router.url, '{ order { id ... @defer { customer { name } } } }');
    expect(data).toEqual({ order: { id: 'o1', customer: { name: 'Ada' } } });
  });

  it('answers at once what has more conditions than are worth a plan each', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const declared = names.map((name) => `$${name}: Boolean = true`).join();
    const fields = names.map((name) => `${name}: total @include(if: $${name})`).join(' ');
    const payloads = await parts(`query (${declared}) { order { ${fields} ... @defer { note } } }`);
    expect(payloads).toHaveLength(1);
    expect(payloads[0]?.data).toMatchObject({ order: { a: 10, note: 'note of o1' } });
  });

  it.each(partFormats)('defers parts of what a mutation answers (%s)', async (format) => {
    const payloads = await parts('mutation { place { id ... @defer { customer { name } } } }', { format });
    expect(payloads[0]?.data).toEqual({ place: { id: 'o9' } });
    expect(mergeParts(payloads).data).toEqual({ place: { id: 'o9', customer: { name: 'Ada' } } });
  });

  it('shows the plan with the labels of the client', async () => {
    const query = '{ order { id ... @defer(label: "who") { customer { name } } } }';
    const [first] = await parts(query, { headers: { 'apollo-expose-query-plan': 'true' } });
    expect(first?.extensions).toMatchObject({
      apolloQueryPlan: {
        object: { node: { kind: 'Defer', deferred: [{ label: 'who' }] } },
        text: expect.stringContaining('Deferred(depends: [0], path: "order", label: "who")'),
      },
    });
  });

  it.each(partFormats)('ends the fetches of a client that leaves (%s)', async (format) => {
    const held = slow.hold();
    const payloads = askInParts(router.url, { query: '{ order { id ... @defer { customer { visits } } } }', format });
    await payloads.next();
    await held.arrived;
    await payloads.return();
    await held.left;
    held.release();
    expect(slower.requests).toEqual([]);
  });
});
