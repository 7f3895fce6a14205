import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@conea/platform';
import { parse } from 'graphql';
import { until } from '../../test/support/until.ts';
import { anonymous } from '../src/authorization/rules.ts';
import { headersConfig } from '../src/config/headers.ts';
import { createEngine, type CompiledOperation, type RequestContext } from '../src/engine/engine.ts';
import { createFreshness } from '../src/engine/freshness.ts';
import { createClientHeaders } from '../src/headers/client-headers.ts';
import { noHeaders } from '../src/headers/header-rules.ts';
import type { SubgraphRequest, SubgraphResponse } from '../src/subgraphs.ts';
import { createSupergraph } from '../src/supergraph.ts';
import { withSharedQueries } from '../src/traffic/shared-queries.ts';
import { createCleanup } from './support/cleanup.ts';
import { ask, compose, startRouter, startSubgraph } from './support/test-graph.ts';

const shop = {
  name: 'shop',
  sdl: 'type Query { name(of: Int): String item: Item } type Item { id: ID! } type Mutation { save: String }',
  resolvers: { Query: { name: () => 'shop', item: () => ({ id: '1' }) } },
};
const query = 'query Named($of: Int) { name(of: $of) }';

let named: CompiledOperation;
let save: CompiledOperation;
beforeAll(async () => {
  const supergraph = createSupergraph(compose([shop], [{ name: 'shop', url: 'http://127.0.0.1:1/graphql' }]));
  const compiled = async (text: string): Promise<CompiledOperation> => {
    const document = parse(text);
    const [definition] = document.definitions;
    if (definition?.kind !== 'OperationDefinition') throw new Error('no operation');
    const { compiled: operation } = await supergraph.prepare(document, definition).compileFor(anonymous);
    if (!operation) throw new Error('nothing to see');
    return operation;
  };
  named = await compiled(query);
  save = await compiled('mutation { save }');
});

/** An engine over a subgraph that answers when it is told to, and shares nothing by itself. */
function start() {
  const fetches: (PromiseWithResolvers<SubgraphResponse> & { request: SubgraphRequest })[] = [];
  const engine = withSharedQueries(
    createEngine({
      fetch: (request) => {
        const fetched = { ...Promise.withResolvers<SubgraphResponse>(), request };
        fetches.push(fetched);
        return fetched.promise;
      },
      close: async () => undefined,
    }),
  );
  const freshness = { isPublic: true, bornAt: 1, freshUntil: 2 };
  const answer = () => {
    const data = { name: 'shop', save: 'saved' };
    const headers = [[['x-shop', ['1']] as const]];
    for (const { resolve } of fetches) resolve({ data, errors: [], freshness, headers });
  };
  const run = (operation: CompiledOperation, variables = {}, context: Partial<RequestContext> = {}) =>
    engine.execute(operation, variables, { caller: aCaller(), signal: new AbortController().signal, ...context });
  return { run, answer, fetches };
}

function aCaller(id = 'usr_1'): Caller {
  const user = { id, organizationId: 'o', sessionId: 's', role: 'user' as const, scopes: [], expiresAt: 0 };
  return { requestId: 'req_1', ip: null, userAgent: null, user };
}

describe('identical queries at the same time', () => {
  it('are executed once, and all hear how long the answer holds', async () => {
    const { run, answer, fetches } = start();
    const known = [createFreshness(), createFreshness()];
    const results = known.map((freshness) => run(named, { of: 1 }, { freshness }));
    answer();
    expect(await Promise.all(results)).toEqual([{ data: { name: 'shop' } }, { data: { name: 'shop' } }]);
    expect(fetches).toHaveLength(1);
    for (const freshness of known) expect(freshness.least()).toEqual({ isPublic: true, bornAt: 1, freshUntil: 2 });
  });

  it('are told the same headers of subgraphs, unless these are for one client alone', async () => {
    const { run, answer, fetches } = start();
    const open = createClientHeaders(headersConfig.parse({ all: { response: [{ propagate: { matching: '.*' } }] } }));
    const told = [open(), open()];
    const results = told.map((clientHeaders) => run(named, { of: 1 }, { clientHeaders }));
    answer();
    await Promise.all(results);
    expect(told.map((headers) => headers?.values())).toEqual([{ 'x-shop': '1' }, { 'x-shop': '1' }]);
    expect(fetches).toHaveLength(1);
    const alone = () => ({ ...noHeaders, isPersonal: true });
    const personal = told.map(() => run(named, { of: 1 }, { headersFor: alone }));
    answer();
    await Promise.all(personal);
    expect(fetches).toHaveLength(3);
  });

  it('are executed anew once they are answered', async () => {
    const { run, answer, fetches } = start();
    for (let index = 1; index <= 2; index++) {
      const result = run(named);
      answer();
      await result;
      expect(fetches).toHaveLength(index);
    }
  });

  it.each<[string, object, Partial<RequestContext>]>([
    ['variables', { of: 2 }, {}],
    ['callers', { of: 1 }, { caller: aCaller('usr_2') }],
    ['headers', { of: 1 }, { headersFor: () => ({ ...noHeaders, key: 'x' }) }],
  ])('with other %s are not identical', async (_, variables, context) => {
    const { run, answer, fetches } = start();
    const results = [run(named, { of: 1 }), run(named, variables, context)];
    answer();
    await Promise.all(results);
    expect(fetches).toHaveLength(2);
  });

  it('go on when one of the clients leaves, and end with the last', async () => {
    const { run, answer, fetches } = start();
    const [first, second] = [new AbortController(), new AbortController()];
    const left = [first, second].map(({ signal }) => run(named, {}, { signal }));
    const staying = run(named);
    first.abort();
    expect(await left[0]).toEqual({ data: null });
    answer();
    expect(await staying).toEqual({ data: { name: 'shop' } });
    expect(fetches[0]?.request.signal.aborted).toBe(false);
    const alone = new AbortController();
    const gone = run(named, { of: 9 }, { signal: alone.signal });
    alone.abort();
    expect(await gone).toEqual({ data: null });
    expect(fetches.at(-1)?.request.signal.aborted).toBe(true);
  });
});

it('mutations are executed each by itself', async () => {
  const { run, answer, fetches } = start();
  const results = [run(save), run(save)];
  answer();
  await Promise.all(results);
  expect(fetches).toHaveLength(2);
});

describe('a router that shares queries', () => {
  const { stopping, stopAll } = createCleanup();
  afterEach(stopAll);
  const enforced = { enabled: true, mode: 'enforce' } as const;
  const startShop = async (deduplicate: boolean) => {
    const subgraph = stopping(await startSubgraph(shop));
    const traffic_shaping = { router: { deduplicate } };
    const config = { traffic_shaping, demand_control: enforced, budget: { ...enforced, rate_limit_field: true } };
    return { subgraph, router: stopping(await startRouter([shop], [subgraph], { config })) };
  };

  it('charges each of the clients, and answers each about its own budget', async () => {
    const { router, subgraph } = await startShop(true);
    subgraph.delay(300);
    const answers = await Promise.all([1, 2].map(() => ask(router.url, '{ item { id } rateLimit { remaining } }')));
    expect(subgraph.requests).toHaveLength(1);
    const left = answers.map(({ data }) => JSON.stringify(data)).toSorted();
    expect(left).toEqual(
      [998, 999].map((remaining) => JSON.stringify({ item: { id: '1' }, rateLimit: { remaining } })),
    );
  });

  it('gives back what a client was charged that left, and answers the others', async () => {
    const { router, subgraph } = await startShop(true);
    subgraph.delay(500);
    const leaving = new AbortController();
    const body = JSON.stringify({ query: '{ item { id } }', variables: {} });
    const headers = { 'content-type': 'application/json' };
    const left = fetch(router.url, { method: 'POST', headers, body, signal: leaving.signal }).catch(() => 'left');
    const staying = ask(router.url, '{ item { id } }');
    await until('the subgraph is asked', () => subgraph.requests.length === 1);
    leaving.abort();
    expect(await left).toBe('left');
    expect((await staying).data).toEqual({ item: { id: '1' } });
    expect(subgraph.requests).toHaveLength(1);
    const remaining = async () => JSON.stringify((await ask(router.url, '{ rateLimit { remaining } }')).data);
    await until('only one has paid', async () => (await remaining()) === '{"rateLimit":{"remaining":999}}');
  });
});
