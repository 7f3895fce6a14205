import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { customers, orders, visits } from './support/defer-shop.ts';
import { startIssuer } from './support/issuer.ts';
import { allParts, askInParts, mergeParts, partFormats, type PartRequest } from './support/parts.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const definitions = [orders, customers, visits];

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraphs: TestSubgraph[];
let router: TestRouter;

beforeAll(async () => {
  issuer = await startIssuer();
  subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
  router = await startRouter(definitions, subgraphs, {
    config: { ...issuer.config, traffic_shaping: { all: { timeout: '20s' } } },
  });
});
afterAll(() => Promise.all([router.stop(), issuer.stop(), ...subgraphs.map((server) => server.stop())]));

const parts = (query: string, request: Omit<PartRequest, 'query'> = {}) => allParts(router.url, { query, ...request });

describe('what goes wrong in a deferred part', () => {
  const query = '{ orders { id ... @defer { broken } } }';
  const broken = (index: number) => ({
    message: `o${index + 1} is broken`,
    path: ['orders', index, 'broken'],
    extensions: { code: 'BROKEN', service: 'customers' },
  });

  it.each(partFormats)('is told with the part, and nowhere else (%s)', async (format) => {
    const [first, second] = await parts(query, { format });
    expect(first?.errors).toBeUndefined();
    expect(second?.incremental?.map(({ data, errors }) => ({ data, errors }))).toEqual(
      [0, 1, 2].map((index) => ({ data: { broken: null }, errors: [broken(index)] })),
    );
  });

  const note = '{ orders { id ... @defer(label: "n") { note total } } }';
  const noNote = {
    message: 'no note',
    path: ['orders', 1, 'note'],
    extensions: { code: 'NO_NOTE', service: 'customers' },
  };

  it('makes the fragment null and nothing around it', async () => {
    const [, second] = await parts(note);
    expect(second?.incremental?.[1]).toEqual({ data: null, path: ['orders', 1], label: 'n', errors: [noNote] });
    expect(second?.incremental?.[2]?.data).toEqual({ note: 'note of o3', total: 10 });
  });

  it('fails the part in the newer format, without data', async () => {
    const [, second] = await parts(note, { format: 'incrementalSpec=v0.2' });
    expect(second?.completed).toEqual([{ id: '0' }, { id: '1', errors: [noNote] }, { id: '2' }]);
    expect(second?.incremental?.map(({ id }) => id)).toEqual(['0', '2']);
  });

  it('fails the part when it makes null what the client has', async () => {
    const query = '{ order { customer { name } } ... @defer { orders { id note } total } }';
    const payloads = await parts(query, { format: 'incrementalSpec=v0.2' });
    expect(mergeParts(payloads)).toEqual({
      data: { order: { customer: { name: 'Ada' } }, orders: null, total: 7 },
      errors: [noNote],
    });
    const known = '{ orders { id } ... @defer { orders { note } } }';
    expect((await parts(known, { format: 'incrementalSpec=v0.2' }))[1]).toEqual({
      completed: [{ id: '0', errors: [noNote] }],
      hasNext: false,
    });
  });

  it('replaces what the client has in the older format, with everything inside, and nothing else', async () => {
    const query = `{
      orders { id ... @defer(label: "slow") { customer { visits } } }
      ... @defer { orders { note } order { id ... @defer { customer { visits } } } }
    }`;
    const payloads = await parts(query);
    expect(mergeParts(payloads)).toEqual({
      data: { orders: null, order: { id: 'o1', customer: { visits: 3 } } },
      errors: [noNote],
    });
    expect(JSON.stringify(payloads)).not.toContain('slow');
  });

  it.each(partFormats)('gives every part a reason when its subgraph does not answer (%s)', async (format) => {
    const [, slow] = subgraphs;
    slow?.misbehave(() => ({ status: 500, body: 'no' }));
    const payloads = await parts('{ orders { id ... @defer { note } } }', { format });
    slow?.misbehave(null);
    const failed = format === 'deferSpec=20220824' ? payloads[1]?.incremental : payloads[1]?.completed;
    expect(failed).toHaveLength(3);
    expect(failed?.every(({ errors }) => errors?.length === 1)).toBe(true);
    expect(mergeParts(payloads).data).toEqual({ orders: ['o1', 'o2', 'o3'].map((id) => ({ id })) });
  });

  it.each(partFormats)('is that the time of the operation was over (%s)', async (format) => {
    const hurried = await startRouter(definitions, subgraphs, {
      config: { traffic_shaping: { all: { timeout: '20s' }, router: { timeout: '1s' } } },
    });
    const held = subgraphs[1]?.hold();
    const payloads = await allParts(hurried.url, { query: '{ order { id ... @defer { note } } }', format });
    held?.release();
    await hurried.stop();
    const { data, errors } = mergeParts(payloads);
    expect({ data, errors }).toEqual({ data: { order: { id: 'o1' } }, errors: [expect.anything()] });
  });

  it('leaves out what is deferred inside of what became null', async () => {
    const payloads = await parts('{ orders { id ... @defer { note ... @defer { total } } } }');
    expect(payloads[2]?.incremental?.map(({ path }) => path)).toEqual([
      ['orders', 0],
      ['orders', 2],
    ]);
  });
});

describe('what a caller may not see', () => {
  const query = '{ order { id ... @defer { secret total } } orders { id ... @defer { hidden: secret } } }';
  const denied = (path: (string | number)[]) => ({
    message: 'Unauthorized field or type',
    path,
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
  });

  it.each(partFormats)('is not fetched, null in its part, and told there (%s)', async (format) => {
    const payloads = await parts(query, { format });
    expect(payloads[0]?.errors).toBeUndefined();
    expect(mergeParts(payloads)).toEqual({
      data: {
        order: { id: 'o1', secret: null, total: 10 },
        orders: ['o1', 'o2', 'o3'].map((id) => ({ id, hidden: null })),
      },
      errors: expect.arrayContaining([denied(['order', 'secret']), denied(['orders', '@', 'hidden'])]),
    });
    expect(JSON.stringify(payloads)).not.toContain('the secret');
  });

  it.each(partFormats)('is there for who may see it (%s)', async (format) => {
    const authorization = `Bearer ${await issuer.token()}`;
    const payloads = await parts(query, { format, headers: { authorization } });
    expect(mergeParts(payloads)).toMatchObject({ data: { order: { secret: 'the secret' } }, errors: [] });
  });

  it.each(partFormats)('ends with the token of the caller (%s)', async (format) => {
    const held = subgraphs[1]?.hold();
    const authorization = `Bearer ${await issuer.token({ exp: Math.floor(Date.now() / 1_000) + 1 })}`;
    const payloads = await Array.fromAsync(askInParts(router.url, { query, format, headers: { authorization } }));
    held?.release();
    const last = payloads.at(-1);
    const [error] = last?.errors ?? last?.completed?.[0]?.errors ?? [];
    expect(error).toMatchObject({ extensions: { code: 'DEFERRED_RESPONSE_JWT_EXPIRED' } });
    expect(last?.hasNext).toBe(false);
  });
});

describe('an operation with @defer that is not valid', () => {
  const refused: [string, string][] = [
    ['a label that is a variable', 'query ($l: String) { order { ... @defer(label: $l) { id } } }'],
    ['a label twice', '{ order { ... @defer(label: "a") { id } } orders { ... @defer(label: "a") { id } } }'],
    ['the root of a mutation', 'mutation { ... @defer { place { id } } }'],
    [
      'the root of a mutation in a fragment',
      'mutation { ...F } fragment F on Mutation { ... @defer { place { id } } }',
    ],
    ['the root of a subscription', 'subscription { ... @defer(if: false) { placed { id } } }'],
    ['a subscription', 'subscription { placed { ...F } } fragment F on Order { ... @defer { total } }'],
    ['a field', '{ order @defer { id } }'],
    ['@defer twice', '{ order { ... @defer @defer { id } } }'],
    ['@stream, which is not supported', '{ orders @stream(initialCount: 1) { id } }'],
  ];

  it.each(refused)('is refused: %s', async (_, query) => {
    const { errors, data } = await ask(router.url, query, {}, { accept: 'application/json, text/event-stream' });
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  it('is refused with more deferred fragments than allowed, counted as often as they are spread', async () => {
    const spreads = Array.from({ length: 21 }, (_, index) => `f${index}: order { ...F }`).join(' ');
    const { errors } = await ask(router.url, `{ ${spreads} } fragment F on Order { ... @defer { id } }`);
    expect(errors?.[0]?.extensions).toEqual({ code: 'MAX_DEFERS_EXCEEDED' });
  });

  it('is measured inside deferred fragments', async () => {
    const deep = '... @defer { customer { name } }';
    const strict = await startRouter(definitions, subgraphs, { config: { limits: { max_depth: 2 } } });
    const { errors } = await ask(strict.url, `{ order { ${deep} } }`);
    await strict.stop();
    expect(errors?.[0]?.extensions).toEqual({ code: 'MAX_DEPTH_EXCEEDED' });
  });

  it('is refused where the router is configured without it', async () => {
    const without = await startRouter(definitions, subgraphs, { config: { supergraph: { defer_support: false } } });
    const { errors } = await ask(without.url, '{ order { ... @defer { id } } }');
    await without.stop();
    expect(errors?.[0]?.message).toBe('Unknown directive "@defer".');
  });
});
