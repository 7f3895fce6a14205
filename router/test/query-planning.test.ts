import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import { until } from '../../test/support/until.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import {
  ask,
  compose,
  startRouter,
  startSubgraph,
  type SubgraphDefinition,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const items: SubgraphDefinition = {
  name: 'items',
  sdl: 'type Query { item: Item } type Item { id: ID! name: String! }',
  resolvers: { Query: { item: () => ({ id: 'i1', name: 'one' }) } },
};

const limited = expect.objectContaining({ extensions: { code: 'REQUEST_CONCURRENCY_LIMITED' } });

describe('an operation that has no plan yet', () => {
  let server: TestSubgraph;
  let router: TestRouter;

  const start = async (planning: { max_queued?: number; timeout?: string }, more: RouterConfigInput = {}) => {
    server = await startSubgraph(items);
    router = await startRouter([items], [server], { config: { query_planning: { workers: 1, ...planning }, ...more } });
  };
  const askAll = (names: readonly string[]) =>
    Promise.all(names.map((name) => ask(router.url, `{ item { ${name}: name } }`)));

  afterEach(async () => {
    await router.stop();
    await server.stop();
  });

  /** Asks more new operations at once than may wait, again with other names while the planner keeps up with them. */
  const crowd = async () => {
    const asked = new Map<string, Awaited<ReturnType<typeof ask>>>();
    await until('an operation was refused', async () => {
      const names = Array.from({ length: 12 }, (_, index) => `n${asked.size + index}`);
      const answers = await askAll(names);
      for (const [index, answer] of answers.entries()) asked.set(names[index] ?? '', answer);
      return answers.some(({ errors }) => errors);
    });
    return [...asked].map(([name, answer]) => ({ name, answer }));
  };

  it('is refused while too many others wait for a plan, and answered afterwards', async () => {
    await start({ max_queued: 1 });
    const refused = (await crowd()).filter(({ answer }) => answer.errors);
    expect(refused.map(({ answer }) => answer)).toEqual(
      refused.map(() => expect.objectContaining({ status: 503, errors: [limited] })),
    );
    for (const { name } of refused) expect(await askAll([name])).toMatchObject([{ data: { item: { [name]: 'one' } } }]);
  });

  it('is given up when it cannot be planned in time', async () => {
    await start({ timeout: '1ms' });
    const [answer] = await askAll(['late']);
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'GATEWAY_TIMEOUT' } }] });
    expect(server.requests).toEqual([]);
  });

  it('costs nothing when it cannot be planned', async () => {
    const enforced = { enabled: true, mode: 'enforce' } as const;
    const budget = { ...enforced, anonymous: 10_000, rate_limit_field: true };
    await start({ max_queued: 1 }, { demand_control: enforced, budget });
    const answered = (await crowd()).filter(({ answer }) => !answer.errors).length;
    // An item costs 1.
    await until('nothing else was charged', async () => {
      const { data } = await ask(router.url, '{ rateLimit { remaining } }');
      return isDeepStrictEqual(data, { rateLimit: { remaining: 10_000 - answered } });
    });
  });

  it('is planned once for all who ask it at the same time', async () => {
    await start({ max_queued: 1 });
    const answers = await askAll(Array.from({ length: 20 }, () => 'same'));
    expect(answers.map(({ data }) => data)).toEqual(answers.map(() => ({ item: { same: 'one' } })));
  });

  it('waits for its turn', async () => {
    await start({});
    const answers = await askAll(['first', 'second', 'third']);
    expect(answers.map(({ data }) => data)).toEqual([
      { item: { first: 'one' } },
      { item: { second: 'one' } },
      { item: { third: 'one' } },
    ]);
  });
});

describe('a planning thread', () => {
  it('lives on when it has warmed up, also with a field of the router in the schema', async () => {
    const server = await startSubgraph(items);
    const client = { hasDefer: true, hasRateLimitField: true };
    const workerData = { sdl: compose([items], [server]), client };
    const thread = new Worker(new URL('../src/planner/worker/main.ts', import.meta.url), { workerData });
    try {
      for (let index = 0; index < 50; index++) {
        thread.postMessage({ kind: 'plan', query: `{ item { n${index}: name } }`, overrides: [] });
        // Rejects when the thread ends with an error.
        expect(await once(thread, 'message')).toMatchObject([{ plan: { kind: 'QueryPlan' } }]);
      }
    } finally {
      await thread.terminate();
      await server.stop();
    }
  });
});
