import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { RouterConfigInput } from '../src/config/config.ts';
import {
  ask,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const shop = {
  name: 'shop',
  sdl: `${federationLink('@key')}
    type Query { order: Order }
    type Subscription { placed: Order }
    type Order @key(fields: "id") { id: ID! }`,
  resolvers: {
    Query: { order: () => ({ id: '1' }) },
    Subscription: {
      placed: {
        subscribe: async function* () {
          yield { placed: { id: '1' } };
        },
      },
    },
  },
};
const adding = (name: string, field: string) => ({
  name,
  sdl: `${federationLink('@key')} type Order @key(fields: "id") { id: ID! ${field}: String }`,
  resolvers: { Order: { [field]: () => field } },
});
const definitions = [shop, adding('notes', 'note'), adding('prices', 'price'), adding('stock', 'stock')];

let subgraphs: TestSubgraph[];
let router: TestRouter;
beforeAll(async () => {
  subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
});
afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.stop())));
afterEach(() => router.stop());

const enforced = { enabled: true, mode: 'enforce' } as const;
async function start(config: RouterConfigInput) {
  for (const subgraph of subgraphs) subgraph.requests.splice(0);
  router = await startRouter(definitions, subgraphs, { config });
}
const asked = () => subgraphs.flatMap(({ requests }) => requests).length;

describe('an operation that needs more requests to subgraphs than allowed', () => {
  const refused = { status: 200, errors: [{ extensions: { code: 'MAX_FETCHES_EXCEEDED' } }] };

  it('is refused, every time, before anything of it is executed or charged', async () => {
    await start({ limits: { max_fetches: 2 }, demand_control: enforced, budget: { ...enforced, anonymous: 2 } });
    for (let index = 0; index < 4; index++) {
      const answer = await ask(router.url, '{ order { note price } }');
      expect(answer).toMatchObject(refused);
      expect(answer).not.toHaveProperty('data');
    }
    expect(asked()).toBe(0);
    expect((await ask(router.url, '{ order { note } }')).data).toEqual({ order: { note: 'note' } });
  });

  it('is told from one that needs just as many', async () => {
    await start({ limits: { max_fetches: 3 } });
    expect((await ask(router.url, '{ order { note price } }')).data).toEqual({
      order: { note: 'note', price: 'price' },
    });
    expect(await ask(router.url, '{ order { note price stock } }')).toMatchObject(refused);
  });

  it('is counted without what is skipped', async () => {
    await start({ limits: { max_fetches: 1 } });
    const query = 'query ($isSkipped: Boolean!) { order { id note @skip(if: $isSkipped) } }';
    expect((await ask(router.url, query, { isSkipped: true })).data).toEqual({ order: { id: '1' } });
    expect(await ask(router.url, query, { isSkipped: false })).toMatchObject(refused);
  });

  it('is counted as it is executed where each outcome of its conditions has a plan of its own', async () => {
    await start({ limits: { max_fetches: 1 } });
    const query =
      'query ($one: Boolean!, $other: Boolean!) { order { id a: note @include(if: $one) b: note @include(if: $other) } }';
    expect((await ask(router.url, query, { one: false, other: false })).data).toEqual({ order: { id: '1' } });
    expect(await ask(router.url, query, { one: false, other: true })).toMatchObject(refused);
    expect(asked()).toBe(1);
  });

  it('may be a subscription', async () => {
    await start({ limits: { max_fetches: 2 } });
    const headers = { accept: 'text/event-stream', 'apollo-require-preflight': '1' };
    const subscribe = async (query: string) =>
      (await fetch(`${router.url}?query=${encodeURIComponent(query)}`, { headers })).text();
    expect(await subscribe('subscription { placed { note } }')).toContain('"note":"note"');
    expect(await subscribe('subscription { placed { note price } }')).toContain('MAX_FETCHES_EXCEEDED');
  });

  it('is only logged where limits warn', async () => {
    await start({ limits: { max_fetches: 1, warn_only: true } });
    expect((await ask(router.url, '{ order { note } }')).data).toEqual({ order: { note: 'note' } });
  });
});
