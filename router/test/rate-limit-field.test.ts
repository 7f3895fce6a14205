import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isObject } from '../src/engine/result.ts';
import { createSupergraph } from '../src/supergraph.ts';
import {
  ask,
  compose,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const definition = {
  name: 'shop',
  sdl:
    federationLink('@listSize') +
    /* GraphQL */ `
      type Query {
        items(first: Int! = 10): [Item!]! @listSize(slicingArguments: ["first"])
        name: String
      }
      type Mutation {
        rename: Renamed
      }
      type Renamed {
        query: Query
      }
      type Item {
        id: ID!
      }
    `,
  resolvers: {
    Query: { items: () => [{ id: '1' }, { id: '2' }], name: () => 'shop' },
    Mutation: { rename: () => ({ query: {} }) },
    Renamed: { query: () => ({}) },
  },
};

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(definition);
});
afterAll(() => subgraph.stop());
beforeEach(async () => {
  subgraph.requests.splice(0);
  const enforced = { enabled: true, mode: 'enforce' } as const;
  router = await startRouter([definition], [subgraph], {
    config: {
      demand_control: { ...enforced, strategy: { static_estimated: { max: 80 } } },
      budget: { ...enforced, anonymous: 100, window: '1h', rate_limit_field: true },
    },
  });
});
afterEach(() => router.stop());

const asked = (query: string, variables = {}) => ask(router.url, query, variables);

describe('the field rateLimit', () => {
  it('tells the budget of the caller, in the order of the query and under any name', async () => {
    const { data } = await asked(
      '{ items(first: 30) { id } mine: rateLimit { limit cost remaining resetAt used __typename } name }',
    );
    expect(data).toEqual({
      items: [{ id: '1' }, { id: '2' }],
      mine: {
        ...{ limit: 100, cost: 30, remaining: 70, used: 30 },
        ...{ resetAt: expect.stringMatching(/^\d{4}-.*Z$/), __typename: 'RateLimit' },
      },
      name: 'shop',
    });
    expect(isObject(data) && Object.keys(data)).toEqual(['items', 'mine', 'name']);
    expect(subgraph.requests.map(({ query }) => query).join()).not.toContain('rateLimit');
  });

  it('is free, and asks no subgraph when it is alone', async () => {
    for (let index = 0; index < 3; index++)
      expect((await asked('{ rateLimit { cost remaining used } }')).data).toEqual({
        rateLimit: { cost: 0, remaining: 100, used: 0 },
      });
    expect(subgraph.requests).toEqual([]);
  });

  it('prices an operation in a dry run, also one that would be refused, without executing or charging it', async () => {
    const dryRun =
      'query ($dry: Boolean! = true, $n: Int!) { items(first: $n) { id } rateLimit(dryRun: $dry) { cost remaining } }';
    expect((await asked(dryRun, { n: 5_000 })).data).toEqual({ rateLimit: { cost: 5_000, remaining: 100 } });
    expect((await asked(dryRun, { n: 60 })).data).toEqual({ rateLimit: { cost: 60, remaining: 100 } });
    expect(subgraph.requests).toEqual([]);
    expect((await asked(dryRun, { n: 60, dry: false })).data).toMatchObject({ rateLimit: { remaining: 40 } });
    expect(subgraph.requests).toHaveLength(1);
  });

  it('refunds nothing after a dry run', async () => {
    expect((await asked('{ items(first: 2) { id } }')).status).toBe(200);
    await asked('{ items(first: 80) { id } rateLimit(dryRun: true) { cost } }');
    expect((await asked('{ rateLimit { used } }')).data).toEqual({ rateLimit: { used: 2 } });
  });

  it('stands in fragments, and is left out where they say so', async () => {
    const query = /* GraphQL */ `
      query ($no: Boolean!) {
        ...Mine
        ... @skip(if: $no) {
          skipped: rateLimit(dryRun: true) {
            used
          }
        }
        name
      }
      fragment Mine on Query {
        rateLimit {
          ...Facts
        }
      }
      fragment Facts on RateLimit {
        limit
      }
    `;
    expect((await asked(query, { no: true })).data).toEqual({ rateLimit: { limit: 100 }, name: 'shop' });
    expect((await asked(query, { no: false })).data).toEqual({ rateLimit: { limit: 100 }, skipped: { used: 0 } });
  });

  it('is null where a query is not at the root', async () => {
    const { data, errors } = await asked('mutation { rename { query { rateLimit { used } } } }');
    expect([data, errors]).toEqual([{ rename: { query: { rateLimit: null } } }, undefined]);
  });

  it('is part of what introspection shows', async () => {
    const { data } = await asked('{ __type(name: "RateLimit") { fields { name } } }');
    const fields = ['limit', 'cost', 'remaining', 'resetAt', 'used'].map((name) => ({ name }));
    expect(data).toEqual({ __type: { fields } });
  });

  it('is refused over a supergraph that has one', () => {
    const own = compose([{ name: 'a', sdl: 'type Query { rateLimit: Int }', resolvers: {} }], []);
    expect(() => createSupergraph(own, { hasRateLimitField: true })).toThrow('budget.rate_limit_field');
    expect(createSupergraph(own).apiSchema.getQueryType()?.getFields()).toHaveProperty('rateLimit');
  });
});
