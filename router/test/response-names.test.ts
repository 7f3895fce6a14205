import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ClientError } from '@conea/platform';
import {
  ask,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const definitions = [
  {
    name: 'products',
    sdl:
      federationLink('@key') +
      /* GraphQL */ `
        type Product @key(fields: "sku") {
          sku: String!
          name: String!
          weight: Int!
          related: [Product!]!
        }
        type Query {
          product: Product
        }
      `,
    resolvers: {
      Query: { product: () => ({ sku: 's1' }) },
      Product: {
        __resolveReference: ({ sku }: { sku: string }) => ({ sku }),
        name: () => 'Anvil',
        weight: () => 50,
        related: () => [{ sku: 's2' }],
      },
    },
  },
  {
    name: 'inventory',
    sdl:
      federationLink('@key', '@external', '@requires') +
      /* GraphQL */ `
        type Product @key(fields: "sku") {
          sku: String!
          name: String! @external
          weight: Int! @external
          label: String! @requires(fields: "name")
          shipping: Int @requires(fields: "weight")
          broken: Int
        }
      `,
    resolvers: {
      Product: {
        label: ({ name }: { name: string }) => `label of ${name}`,
        shipping: ({ weight }: { weight: number }) => weight * 2,
        broken: () => {
          throw new ClientError('OUT_OF_ORDER', 'Later.');
        },
      },
    },
  },
];

let subgraphs: TestSubgraph[];
let router: TestRouter;

beforeAll(async () => {
  subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
  router = await startRouter(definitions, subgraphs);
});
afterAll(async () => {
  await router.stop();
  await Promise.all(subgraphs.map((each) => each.stop()));
});

describe('an alias that is the name of another field', () => {
  it.each([
    ['a field that the aliased one requires', '{ product { name: label } }', { name: 'label of Anvil' }],
    ['a key', '{ product { sku: name label } }', { sku: 'Anvil', label: 'label of Anvil' }],
    [
      'a key, for a list',
      '{ product { sku: related { label: sku } label } }',
      { sku: [{ label: 's2' }], label: 'label of Anvil' },
    ],
    ['two fields swapped', '{ product { name: sku sku: name shipping } }', { name: 's1', sku: 'Anvil', shipping: 100 }],
    [
      'an alias as the planner makes them',
      '{ product { sku__alias_0: name sku: label } }',
      { sku__alias_0: 'Anvil', sku: 'label of Anvil' },
    ],
    [
      'an alias as the router makes them',
      '{ product { name__as: sku name: label } }',
      { name__as: 's1', name: 'label of Anvil' },
    ],
    [
      'what every object inherits',
      '{ product { constructor: sku toString: label } }',
      { constructor: 's1', toString: 'label of Anvil' },
    ],
    ['introspection', '{ product { sku } name: __schema { sku: queryType { name } } }', undefined],
  ])('is answered with its own data: %s', async (_, text, product) => {
    const { data, errors } = await ask(router.url, text);
    expect(errors).toBeUndefined();
    const expected = product ? { product } : { product: { sku: 's1' }, name: { sku: { name: 'Query' } } };
    expect(JSON.stringify(data)).toBe(JSON.stringify(expected));
  });

  it('cannot be the prototype of all objects', async () => {
    for (const text of ['{ __proto__: product { polluted: name } }', '{ product { __proto__: sku } }']) {
      expect(await ask(router.url, text)).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] });
      expect(Object.keys(Object.prototype)).toEqual([]);
    }
    expect(await ask(router.url, '{ product { sku } }')).toMatchObject({ data: { product: { sku: 's1' } } });
  });

  it('is in the path of its errors', async () => {
    const { data, errors } = await ask(router.url, '{ product { sku: broken } }');
    expect(data).toEqual({ product: { sku: null } });
    expect(errors).toMatchObject([{ path: ['product', 'sku'], extensions: { code: 'OUT_OF_ORDER' } }]);
  });
});

describe('a field with @requires that is not included', () => {
  it('leaves the other fields of its subgraph alone', async () => {
    const text = 'query ($all: Boolean!) { product { label ... @include(if: $all) { shipping } } }';
    const [some, all] = await Promise.all([false, true].map((flag) => ask(router.url, text, { all: flag })));
    expect(some).toMatchObject({ data: { product: { label: 'label of Anvil' } } });
    expect(all).toMatchObject({ data: { product: { label: 'label of Anvil', shipping: 100 } } });
  });
});
