import { reference, subgraph, type Suite } from './suite.ts';

const users = [
  { id: 'u1', locale: 'ja', currency: 'JPY', settings: { theme: 'dark' } },
  { id: 'u2', locale: 'en', currency: 'USD', settings: { theme: 'light' } },
];
const orders = [
  { id: 'o1', userId: 'u1', amount: 5 },
  { id: 'o2', userId: 'u1', amount: 6 },
  { id: 'o3', userId: 'u2', amount: 7 },
];
const sessions = [
  { language: 'ja', guide: { id: 'g1' } },
  { language: 'fr', guide: { id: 'g1' } },
];
const shop = { __typename: 'Shop', id: 's1', locale: 'fr' };

/** `@context` and `@fromContext`: arguments that come from an object further up, also across subgraphs. */
export const context: Suite = {
  name: '@context and @fromContext',
  subgraphs: [
    subgraph(
      'users',
      '@key',
      `type Query { users: [User!]! user(id: ID!): User }
       type User @key(fields: "id") { id: ID! locale: String! currency: String! settings: Settings! }
       type Settings { theme: String! }`,
      {
        Query: {
          users: () => users,
          user: (_: unknown, { id }: { id: string }) => users.find((user) => user.id === id),
        },
        User: { __resolveReference: reference(users) },
      },
    ),
    subgraph(
      'orders',
      '@key @context @fromContext @external @shareable',
      `type Query { shop: Shop! sessions: [Session!]! }
       type Session @context(name: "session") { language: String! guide: Guide! }
       type Guide @key(fields: "id") { id: ID! }
       type Tour @key(fields: "id") { id: ID! name(in: String @fromContext(field: "$session { language }")): String! }
       type User @key(fields: "id") @context(name: "buyer") {
         id: ID! locale: String! @external currency: String! @external settings: Settings! @external
         orders: [Order!]! basket: Basket!
       }
       type Settings { theme: String! @external }
       type Shop @key(fields: "id") @context(name: "place") { id: ID! locale: String! sold: [Sale!]! }
       type Basket { first: Order lines: [Order!]! }
       type Sale @key(fields: "id") {
         id: ID! title(in: String @fromContext(field: "$place { locale }")): String!
       }
       type Order @key(fields: "id") {
         id: ID!
         total(locale: String @fromContext(field: "$buyer { locale }"), digits: Int = 2): String!
         both(a: String @fromContext(field: "$buyer { locale }"), b: String @fromContext(field: "$buyer { currency }")): String!
         themed(theme: String @fromContext(field: "$buyer { settings { theme } }")): String!
       }`,
      {
        Query: { shop: () => shop, sessions: () => sessions },
        Tour: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          name: ({ id }: { id: string }, args: { in: string }) => `${id} in ${args.in}`,
        },
        User: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          orders: ({ id }: { id: string }) => orders.filter(({ userId }) => userId === id),
          basket: ({ id }: { id: string }) => ({ lines: orders.filter(({ userId }) => userId === id) }),
        },
        Shop: { __resolveReference: () => shop, sold: () => [{ id: 'x1' }] },
        Basket: { first: ({ lines }: { lines: unknown[] }) => lines[0] },
        Sale: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          title: ({ id }: { id: string }, args: { in: string }) => `${id} in ${args.in}`,
        },
        Order: {
          __resolveReference: reference(orders),
          total: ({ amount }: { amount: number }, { locale, digits }: { locale: string; digits: number }) =>
            `${amount.toFixed(digits)} ${locale}`,
          both: (_: unknown, { a, b }: { a: string; b: string }) => `${a}/${b}`,
          themed: ({ id }: { id: string }, { theme }: { theme: string }) => `${id} ${theme}`,
        },
      },
    ),
    subgraph(
      'guides',
      '@key',
      `type Guide @key(fields: "id") { id: ID! tours: [Tour!]! } type Tour @key(fields: "id") { id: ID! }`,
      {
        Guide: { __resolveReference: ({ id }: { id: string }) => ({ id }), tours: () => [{ id: 't1' }, { id: 't2' }] },
      },
    ),
    subgraph('stats', '@key', `type Order @key(fields: "id") { id: ID! rank: Int! } `, {
      Order: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        rank: ({ id }: { id: string }) => Number(id.slice(1)),
      },
    }),
  ],
  cases: [
    {
      name: 'a field of another subgraph as an argument',
      query: '{ user(id: "u1") { orders { id total } } }',
      expected: {
        data: {
          user: {
            orders: [
              { id: 'o1', total: '5.00 ja' },
              { id: 'o2', total: '6.00 ja' },
            ],
          },
        },
      },
    },
    {
      name: 'for each object of a list its own',
      query: '{ users { orders { total } } }',
      expected: {
        data: { users: [{ orders: [{ total: '5.00 ja' }, { total: '6.00 ja' }] }, { orders: [{ total: '7.00 en' }] }] },
      },
    },
    {
      name: 'beside an argument of the client',
      query: 'query ($d: Int) { users { orders { a: total(digits: $d) b: total(digits: 1) } } }',
      variables: { d: 0 },
      expected: {
        data: {
          users: [
            {
              orders: [
                { a: '5 ja', b: '5.0 ja' },
                { a: '6 ja', b: '6.0 ja' },
              ],
            },
            { orders: [{ a: '7 en', b: '7.0 en' }] },
          ],
        },
      },
    },
    {
      name: 'two arguments from one context',
      query: '{ users { orders { both total } } }',
      expected: {
        data: {
          users: [
            {
              orders: [
                { both: 'ja/JPY', total: '5.00 ja' },
                { both: 'ja/JPY', total: '6.00 ja' },
              ],
            },
            { orders: [{ both: 'en/USD', total: '7.00 en' }] },
          ],
        },
      },
    },
    {
      name: 'from a nested object',
      query: '{ users { orders { themed } } }',
      expected: {
        data: {
          users: [{ orders: [{ themed: 'o1 dark' }, { themed: 'o2 dark' }] }, { orders: [{ themed: 'o3 light' }] }],
        },
      },
    },
    {
      name: 'through an object in between',
      query: '{ users { basket { first { total } lines { id total } } } }',
      expected: {
        data: {
          users: [
            {
              basket: {
                first: { total: '5.00 ja' },
                lines: [
                  { id: 'o1', total: '5.00 ja' },
                  { id: 'o2', total: '6.00 ja' },
                ],
              },
            },
            { basket: { first: { total: '7.00 en' }, lines: [{ id: 'o3', total: '7.00 en' }] } },
          ],
        },
      },
    },
    {
      name: 'from an object of the same subgraph',
      query: '{ shop { sold { id title } } }',
      expected: { data: { shop: { sold: [{ id: 'x1', title: 'x1 in fr' }] } } },
    },
    {
      name: 'the context field asked by the client too, under an alias',
      query: '{ users { locale: id speech: locale orders { total } } }',
      expected: {
        data: {
          users: [
            { locale: 'u1', speech: 'ja', orders: [{ total: '5.00 ja' }, { total: '6.00 ja' }] },
            { locale: 'u2', speech: 'en', orders: [{ total: '7.00 en' }] },
          ],
        },
      },
    },
    {
      name: 'the argument is not one that clients can give',
      query: '{ users { orders { total(locale: "de") } } }',
      expected: { data: undefined, errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    },
    {
      name: 'one entity under two contexts',
      query: '{ sessions { language guide { tours { name } } } }',
      expected: {
        data: {
          sessions: [
            { language: 'ja', guide: { tours: [{ name: 't1 in ja' }, { name: 't2 in ja' }] } },
            { language: 'fr', guide: { tours: [{ name: 't1 in fr' }, { name: 't2 in fr' }] } },
          ],
        },
      },
    },
    {
      name: 'with fields of a third subgraph, under aliases',
      query: '{ u: user(id: "u2") { o: orders { rank t: total } } }',
      expected: { data: { u: { o: [{ rank: 3, t: '7.00 en' }] } } },
    },
  ],
};
