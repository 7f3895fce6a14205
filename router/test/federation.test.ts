import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ask,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const products = [
  { upc: 'a', name: 'Table', price: 100, weight: 50, __typename: 'Furniture' },
  { upc: 'b', name: 'Book', price: 20, weight: 1, __typename: 'Book', author: { name: 'Natsume' } },
  { upc: 'c', name: 'Lamp', price: 30, weight: null, __typename: 'Furniture' },
];
const reviews = [
  { id: '1', upc: 'a', body: 'Good', authorId: 'u1' },
  { id: '2', upc: 'a', body: 'Fine', authorId: 'u2' },
  { id: '3', upc: 'b', body: 'Read it', authorId: 'u1' },
];

const definitions = [
  {
    name: 'products',
    sdl:
      federationLink('@key', '@shareable') +
      /* GraphQL */ `
        interface Product {
          upc: ID!
          name: String!
        }
        type Furniture implements Product @key(fields: "upc") {
          upc: ID!
          name: String!
          price: Int!
          weight: Int
        }
        type Book implements Product @key(fields: "upc") {
          upc: ID!
          name: String!
          price: Int!
          weight: Int
          author: Author
        }
        type Author @shareable {
          name: String!
        }
        enum Order {
          UP
          DOWN
        }
        type Query {
          products(order: Order = UP): [Product!]!
          product(upc: ID!): Product
          broken: String!
          nothing: String
        }
        type Mutation {
          rename(upc: ID!, name: String!): Product
        }
      `,
    resolvers: {
      Query: {
        products: (_: unknown, { order }: { order: string }) => (order === 'UP' ? products : products.toReversed()),
        product: (_: unknown, { upc }: { upc: string }) => products.find((product) => product.upc === upc) ?? null,
        broken: () => null,
        nothing: () => null,
      },
      Mutation: {
        rename: (_: unknown, { upc, name }: { upc: string; name: string }) => ({
          ...products.find((product) => product.upc === upc),
          name,
        }),
      },
      Furniture: {
        __resolveReference: ({ upc }: { upc: string }) => products.find((product) => product.upc === upc) ?? null,
      },
      Book: {
        __resolveReference: ({ upc }: { upc: string }) => products.find((product) => product.upc === upc) ?? null,
      },
    },
  },
  {
    name: 'reviews',
    sdl:
      federationLink('@key') +
      /* GraphQL */ `
        type Furniture @key(fields: "upc") {
          upc: ID!
          reviews: [Review!]
        }
        type Book @key(fields: "upc") {
          upc: ID!
          reviews: [Review!]
        }
        type Review @key(fields: "id") {
          id: ID!
          body: String!
          author: User
          product: Furniture
        }
        type User @key(fields: "id", resolvable: false) {
          id: ID!
        }
      `,
    resolvers: {
      Furniture: { reviews: ({ upc }: { upc: string }) => reviews.filter((review) => review.upc === upc) },
      Book: { reviews: ({ upc }: { upc: string }) => reviews.filter((review) => review.upc === upc) },
      Review: { author: ({ authorId }: { authorId: string }) => ({ id: authorId }) },
    },
  },
  {
    name: 'users',
    sdl:
      federationLink('@key', '@external', '@requires') +
      /* GraphQL */ `
        type User @key(fields: "id") {
          id: ID!
          name: String!
          email: String!
        }
        type Furniture @key(fields: "upc") {
          upc: ID!
          price: Int! @external
          weight: Int @external
          shipping: Int @requires(fields: "price weight")
        }
        type Query {
          me: User
        }
      `,
    resolvers: {
      Query: { me: () => ({ id: 'u1', name: 'Hanako', email: 'hanako@example.jp' }) },
      User: {
        __resolveReference: ({ id }: { id: string }) => ({
          id,
          name: id === 'u1' ? 'Hanako' : 'Taro',
          email: `${id}@example.jp`,
        }),
      },
      Furniture: {
        shipping: ({ price, weight }: { price: number; weight: number | null }) =>
          weight === null ? null : price + weight,
      },
    },
  },
];

let subgraphs: TestSubgraph[];
let router: TestRouter;
const subgraph = (name: string) => {
  const found = subgraphs.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no subgraph ${name}`);
  return found;
};
const query = (text: string, variables: object = {}) => ask(router.url, text, variables);

beforeAll(async () => {
  subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
  router = await startRouter(definitions, subgraphs);
});
afterEach(() => {
  for (const each of subgraphs) {
    each.misbehave(null);
    each.delay(0);
    each.requests.length = 0;
  }
});
afterAll(async () => {
  await router.stop();
  await Promise.all(subgraphs.map((each) => each.stop()));
});

describe('a query over several subgraphs', () => {
  it('joins entities and keeps the order of the query', async () => {
    const { data, errors } = await query(/* GraphQL */ `
      {
        products {
          name
          ... on Furniture {
            shipping
            reviews {
              author {
                name
              }
              text: body
            }
          }
          ... on Book {
            author {
              name
            }
          }
          __typename
          upc
        }
        me {
          name
        }
      }
    `);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toBe(
      JSON.stringify({
        products: [
          {
            name: 'Table',
            shipping: 150,
            reviews: [
              { author: { name: 'Hanako' }, text: 'Good' },
              { author: { name: 'Taro' }, text: 'Fine' },
            ],
            __typename: 'Furniture',
            upc: 'a',
          },
          { name: 'Book', author: { name: 'Natsume' }, __typename: 'Book', upc: 'b' },
          { name: 'Lamp', shipping: null, reviews: [], __typename: 'Furniture', upc: 'c' },
        ],
        me: { name: 'Hanako' },
      }),
    );
  });

  it('sends each representation once', async () => {
    await query(
      '{ products { ... on Furniture { reviews { author { name } } } ... on Book { reviews { author { name } } } } }',
    );
    const [users] = subgraph('users').requests;
    expect(users?.variables['representations']).toEqual([
      { __typename: 'User', id: 'u1' },
      { __typename: 'User', id: 'u2' },
    ]);
  });

  it('honours aliases, fragments, variables, @skip and @include', async () => {
    const text = /* GraphQL */ `
      query Some($withName: Boolean!, $order: Order) {
        all: products(order: $order) {
          ...Names @include(if: $withName)
          id: upc
          ... @skip(if: $withName) {
            kind: __typename
          }
        }
      }
      fragment Names on Product {
        name
      }
    `;
    expect((await query(text, { withName: true, order: 'DOWN' })).data).toEqual({
      all: [
        { name: 'Lamp', id: 'c' },
        { name: 'Book', id: 'b' },
        { name: 'Table', id: 'a' },
      ],
    });
    expect((await query(text, { withName: false })).data).toEqual({
      all: [
        { id: 'a', kind: 'Furniture' },
        { id: 'b', kind: 'Book' },
        { id: 'c', kind: 'Furniture' },
      ],
    });
  });

  it('answers introspection itself, beside data', async () => {
    const { data } = await query(
      '{ __schema { queryType { name } } __typename me { id } __type(name: "Review") { name } }',
    );
    expect(data).toEqual({
      __schema: { queryType: { name: 'Query' } },
      __typename: 'Query',
      me: { id: 'u1' },
      __type: { name: 'Review' },
    });
    expect((await query('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  it('hides what federation adds', async () => {
    for (const text of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
      expect((await query(text)).errors?.[0]?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    }
  });
});

describe('a mutation', () => {
  it('runs its fields one after the other and joins their results', async () => {
    const { data } = await query(
      'mutation { first: rename(upc: "a", name: "Desk") { name ... on Furniture { reviews { body } } } second: rename(upc: "b", name: "Novel") { name } }',
    );
    expect(data).toEqual({
      first: { name: 'Desk', reviews: [{ body: 'Good' }, { body: 'Fine' }] },
      second: { name: 'Novel' },
    });
  });
});

describe('when a subgraph fails', () => {
  const text = '{ me { id } products { upc ... on Furniture { reviews { body } } } }';

  it.each([
    ['answers 500', 'SUBREQUEST_HTTP_ERROR', { status: 500, body: '{"errors":[{"message":"secret"}]}' }],
    ['answers HTML', 'SUBREQUEST_HTTP_ERROR', { status: 502, body: '<html>secret</html>' }],
    ['answers broken JSON', 'SUBREQUEST_MALFORMED_RESPONSE', { status: 200, body: '{"data": {' }],
    ['answers something else', 'SUBREQUEST_MALFORMED_RESPONSE', { status: 200, body: '{"ok":true}' }],
  ])('keeps the rest when it %s', async (_, code, answer) => {
    subgraph('reviews').misbehave(() => answer);
    const { status, data, errors } = await query(text);
    expect(status).toBe(200);
    expect(data).toEqual({
      me: { id: 'u1' },
      products: [{ upc: 'a', reviews: null }, { upc: 'b' }, { upc: 'c', reviews: null }],
    });
    expect(errors).toEqual([
      {
        message: 'The service `reviews` did not answer.',
        path: ['products'],
        extensions: { code, service: 'reviews' },
      },
    ]);
  });

  it('keeps the rest when it is too slow', async () => {
    subgraph('reviews').delay(1_500);
    const { data, errors } = await query(text);
    expect(data).toMatchObject({ me: { id: 'u1' } });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['GATEWAY_TIMEOUT']);
  });

  it('masks a message that is not meant for clients, and moves the error to where the client asked', async () => {
    subgraph('reviews').misbehave(() => ({
      status: 200,
      body: JSON.stringify({
        data: { _entities: [{ reviews: null }, { reviews: [] }] },
        errors: [
          { message: 'password=1', path: ['_entities', 0, 'reviews'], extensions: { stacktrace: ['at secret'] } },
        ],
      }),
    }));
    expect((await query(text)).errors).toEqual([
      {
        message: 'Unexpected error',
        path: ['products', 0, 'reviews'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', service: 'reviews' },
      },
    ]);
  });

  it('makes the nearest nullable parent null when a non-null value is missing, and says where', async () => {
    const { data, errors } = await query('{ nothing broken }');
    expect(data).toBeNull();
    expect(errors?.[0]?.path).toEqual(['broken']);
  });

  it('does not invent an error for a null that a subgraph has explained', async () => {
    subgraph('users').misbehave(() => ({
      status: 200,
      body: JSON.stringify({
        data: { me: null },
        errors: [{ message: 'Sign in first.', path: ['me'], extensions: { code: 'UNAUTHENTICATED' } }],
      }),
    }));
    const { data, errors } = await query('{ me { email } }');
    expect(data).toEqual({ me: null });
    expect(errors).toHaveLength(1);
  });
});

describe('bad requests', () => {
  it.each([
    ['2000 nested brackets', '['.repeat(2_000), 'GRAPHQL_PARSE_FAILED'],
    ['a typo', '{ prodcts { upc } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['two operations without a name', 'query A { me { id } } query B { me { id } }', 'OPERATION_RESOLUTION_FAILURE'],
    ['a missing variable', 'query ($upc: ID!) { product(upc: $upc) { upc } }', 'BAD_USER_INPUT'],
  ])('answers %s with a typed error', async (_, text, code) => {
    const accept = { accept: 'application/graphql-response+json' };
    const { status, errors } = await ask(router.url, text, {}, accept);
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions?.['code']).toBe(code);
  });
});
