import { afterEach, beforeAll, afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { RouterConfigInput } from '../src/config/config.ts';
import { startIssuer } from './support/issuer.ts';
import {
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const definition = {
  name: 'shop',
  sdl:
    federationLink('@cost', '@listSize') +
    /* GraphQL */ `
      type Query {
        items(first: Int! = 10): [Item!]! @listSize(slicingArguments: ["first"])
        name: String
        either(first: Int, last: Int): [Item] @listSize(slicingArguments: ["first", "last"])
      }
      type Mutation {
        signIn(password: String!): Item
      }
      type Subscription {
        itemAdded: Item
      }
      type Item {
        id: ID!
      }
    `,
  resolvers: {
    Query: { items: () => [{ id: '1' }, { id: '2' }], name: () => 'shop', either: () => [] },
    Mutation: { signIn: () => ({ id: '1' }) },
    Subscription: {
      itemAdded: {
        subscribe: async function* () {
          for (let id = 1; id <= 10; id++) yield { itemAdded: { id: String(id) } };
        },
      },
    },
  },
};

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  issuer = await startIssuer();
  subgraph = await startSubgraph(definition);
});
afterAll(() => Promise.all([subgraph.stop(), issuer.stop()]));
beforeEach(() => {
  subgraph.requests.splice(0);
});
afterEach(() => router.stop());

async function start(config: Pick<RouterConfigInput, 'demand_control' | 'budget'>) {
  router = await startRouter([definition], [subgraph], { config: { ...issuer.config, ...config } });
}

async function ask(query: string, headers: Record<string, string> = {}) {
  const response = await fetch(router.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const body: unknown = await response.json();
  return { status: response.status, headers: response.headers, body };
}
const bearer = async (claims: object = {}) => ({ authorization: `Bearer ${await issuer.token({ ...claims })}` });

const enforced = { enabled: true, mode: 'enforce' } as const;
const budgetOf = (limits: object) => ({ demand_control: enforced, budget: { ...enforced, ...limits } });

describe('an operation that is too expensive', () => {
  it('is refused before anything of it is executed', async () => {
    await start({ demand_control: { ...enforced, strategy: { static_estimated: { max: 50 } } } });
    const { status, body } = await ask('{ items(first: 51) { id } }');
    expect([status, body]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'COST_ESTIMATED_TOO_EXPENSIVE', 'cost.estimated': 51, 'cost.max': 50 } }] },
    ]);
    expect(subgraph.requests).toEqual([]);
  });

  it('is answered where cost is only measured', async () => {
    await start({ demand_control: { enabled: true, strategy: { static_estimated: { max: 50 } } } });
    expect((await ask('{ items(first: 51) { id } }')).body).toMatchObject({
      data: { items: [{ id: '1' }, { id: '2' }] },
      extensions: { cost: { requestedQueryCost: 51, actualQueryCost: 2, throttleStatus: null } },
    });
  });
});

describe('a list that must be sliced by exactly one argument', () => {
  const query = '{ either(first: 3, last: 4) { id } }';

  it('is refused otherwise', async () => {
    await start({ demand_control: enforced });
    const { status, body } = await ask(query);
    expect([status, body]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'COST_INVALID_SLICING_ARGUMENTS' } }] },
    ]);
    expect(subgraph.requests).toEqual([]);
  });

  it('has the longest length where cost is only measured', async () => {
    await start({ demand_control: { enabled: true } });
    expect((await ask(query)).body).toMatchObject({
      data: { either: [] },
      extensions: { cost: { requestedQueryCost: 4 } },
    });
  });
});

describe('a budget', () => {
  it('is told in the answer and in its headers, and gets back what was not needed', async () => {
    await start(budgetOf({ anonymous: 100, window: '1h' }));
    const { headers, body } = await ask('{ items(first: 60) { id } }');
    expect(body).toMatchObject({
      extensions: {
        cost: {
          requestedQueryCost: 60,
          actualQueryCost: 2,
          throttleStatus: { maximumAvailable: 100, currentlyAvailable: 98, restoreRate: 100 / 3_600 },
        },
      },
    });
    expect(headers.get('ratelimit-policy')).toBe('"address";q=100;w=3600');
    expect(headers.get('ratelimit')).toMatch(/^"address";r=40;t=\d+$/);
    expect((await ask('{ items(first: 98) { id } }')).status).toBe(200);
  });

  it('that is used up is a 429 with the time to come again, and nothing is executed', async () => {
    await start(budgetOf({ anonymous: 10 }));
    const { status, headers, body } = await ask('{ items(first: 11) { id } }');
    expect([status, body]).toMatchObject([429, { errors: [{ extensions: { code: 'RATE_LIMITED' } }] }]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(subgraph.requests).toEqual([]);
  });

  it('belongs to one user, and an admin needs none', async () => {
    await start(budgetOf({ roles: { user: 10, admin: null } }));
    const [first, second] = [await bearer({ sub: 'usr_1' }), await bearer({ sub: 'usr_2' })];
    await ask('{ items(first: 10) { id } }', first);
    await ask('{ items(first: 8) { id } }', first);
    for (let index = 0; index < 3; index++) await ask('{ items(first: 2) { id } }', first);
    expect((await ask('{ items(first: 10) { id } }', first)).status).toBe(429);
    expect((await ask('{ items(first: 10) { id } }', second)).status).toBe(200);
    const admin = await ask('{ items(first: 5000) { id } }', await bearer({ sub: 'usr_3', role: 'admin' }));
    expect([admin.status, admin.headers.get('ratelimit')]).toEqual([200, null]);
  });

  it('is not enlarged by headers or query parameters that name somebody else', async () => {
    await start(budgetOf({ anonymous: 10 }));
    for (const headers of [
      { 'x-forwarded-for': '198.51.100.1' },
      { forwarded: 'for=198.51.100.2' },
      { 'x-user-id': 'usr_1' },
    ])
      expect((await ask('{ items(first: 11) { id } }', headers)).status).toBe(429);
  });

  it('that is only measured refuses nobody', async () => {
    await start({ demand_control: enforced, budget: { enabled: true, anonymous: 1 } });
    expect((await ask('{ items(first: 20) { id } }')).status).toBe(200);
  });

  it('is charged for each event of a subscription', async () => {
    await start(budgetOf({ anonymous: 5 }));
    const client = createClient({ url: router.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
    const seen: unknown[] = [];
    for await (const event of client.iterate({ query: 'subscription { itemAdded { id } }' })) seen.push(event);
    await client.dispose();
    expect(seen.slice(0, -1)).toHaveLength(4);
    expect(seen[0]).toMatchObject({ data: { itemAdded: { id: '1' } }, extensions: { cost: { actualQueryCost: 1 } } });
    expect(seen.at(-1)).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  });
});

describe('attempts to sign in', () => {
  it('are counted by address, also when one request has many of them', async () => {
    await start(budgetOf({ anonymous: null, attempts: { fields: ['signIn'], limit: 5 } }));
    const attempt = (count: number) =>
      ask(
        `mutation { ${Array.from({ length: count }, (_, i) => `a${i}: signIn(password: "${i}") { id }`).join(' ')} }`,
      );
    expect((await attempt(6)).status).toBe(429);
    expect((await attempt(5)).status).toBe(200);
    expect((await attempt(1)).body).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect((await ask('{ name }')).status).toBe(200);
    expect(subgraph.requests.filter(({ query }) => query.startsWith('mutation'))).toHaveLength(1);
  });
});
