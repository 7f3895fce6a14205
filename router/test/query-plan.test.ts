import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const shop = {
  name: 'shop',
  sdl:
    federationLink('@key') +
    /* GraphQL */ `
      type Query {
        order: Order
      }
      type Mutation {
        cancel: Order
      }
      type Subscription {
        cancelled: Order
      }
      type Order @key(fields: "id") {
        id: ID!
      }
    `,
  resolvers: { Query: { order: () => ({ id: 'ord_1' }) }, Mutation: { cancel: () => ({ id: 'ord_1' }) } },
};
const crm = {
  name: 'crm',
  sdl:
    federationLink('@key') +
    /* GraphQL */ `
      type Order @key(fields: "id") {
        id: ID!
        customer: String
      }
    `,
  resolvers: { Order: { __resolveReference: ({ id }: { id: string }) => ({ id, customer: 'Ada' }) } },
};

const answerShape = z.object({
  data: z.unknown(),
  extensions: z
    .object({
      apolloQueryPlan: z.object({ object: z.unknown(), text: z.string() }).optional(),
      cost: z.object({ throttleStatus: z.object({ currentlyAvailable: z.number() }) }),
    })
    .optional(),
});

describe('Apollo-Expose-Query-Plan', () => {
  let subgraphs: TestSubgraph[];
  let router: TestRouter;
  let discreet: TestRouter;

  beforeAll(async () => {
    subgraphs = await Promise.all([startSubgraph(shop), startSubgraph(crm)]);
    const charging = { demand_control: { enabled: true }, budget: { enabled: true, anonymous: 100 } };
    router = await startRouter([shop, crm], subgraphs, {
      config: { ...charging, supergraph: { expose_query_plan: true } },
    });
    discreet = await startRouter([shop, crm], subgraphs);
  });
  afterAll(() => Promise.all([router, discreet, ...subgraphs].map((server) => server.stop())));
  beforeEach(() => {
    for (const { requests } of subgraphs) requests.length = 0;
  });

  const ask = async (query: string, wish: string, { url } = router) => {
    const headers = { 'content-type': 'application/json', 'apollo-expose-query-plan': wish };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return answerShape.parse(await response.json());
  };
  const asked = () => subgraphs.flatMap(({ requests }) => requests).length;

  it('shows nobody a plan unless it is switched on', async () => {
    const { data, extensions } = await ask('{ order { customer } }', 'true', discreet);
    expect(data).toEqual({ order: { customer: 'Ada' } });
    expect(extensions).toBeUndefined();
  });

  it('executes and charges nothing for `dry-run`, not even a mutation', async () => {
    const { data, extensions } = await ask('mutation { cancel { customer } }', 'dry-run');
    expect(data).toBeNull();
    expect(asked()).toBe(0);
    expect(extensions?.apolloQueryPlan?.text).toContain('Fetch(service: "shop")');
    expect(extensions?.cost.throttleStatus.currentlyAvailable).toBe(100);
  });

  it('tells how a subscription would be planned, to a client that takes no stream', async () => {
    const { extensions } = await ask('subscription { cancelled { customer } }', 'dry-run');
    expect(extensions?.apolloQueryPlan?.object).toMatchObject({ node: { kind: 'Subscription' } });
  });

  it('puts the plan beside the answer for `true`', async () => {
    const { data, extensions } = await ask('{ order { customer } }', 'true');
    expect(data).toEqual({ order: { customer: 'Ada' } });
    expect(extensions?.apolloQueryPlan?.object).toMatchObject({
      kind: 'QueryPlan',
      node: {
        kind: 'Sequence',
        nodes: [
          { kind: 'Fetch', serviceName: 'shop' },
          { kind: 'Flatten', path: ['order'], node: { kind: 'Fetch', serviceName: 'crm' } },
        ],
      },
    });
  });

  it('adds nothing to other answers', async () => {
    const { extensions } = await ask('{ order { customer } }', 'false');
    expect(extensions?.apolloQueryPlan).toBeUndefined();
  });
});
