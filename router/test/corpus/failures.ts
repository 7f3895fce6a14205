import { GraphQLError } from 'graphql';
import type { JsonObject } from '../../src/engine/result.ts';
import { reference, subgraph, type Suite } from './suite.ts';

const items = [
  { id: 'i1', name: 'one', weight: 3 },
  { id: 'i2', name: 'two', weight: 5 },
];

/** One subgraph is down, one refuses: everything that does not need them is answered. */
export const failures: Suite = {
  name: 'partial failures',
  down: ['down'],
  subgraphs: [
    subgraph(
      'items',
      '@key',
      `type Query { items: [Item]! item(id: ID!): Item }
       type Item @key(fields: "id") { id: ID! name: String! weight: Int secret: String }`,
      {
        Query: {
          items: () => items,
          item: (_: unknown, { id }: { id: string }) => items.find((item) => item.id === id) ?? null,
        },
        Item: {
          __resolveReference: reference(items),
          secret: () => {
            throw new GraphQLError('Not yours.', { extensions: { code: 'FORBIDDEN' } });
          },
        },
      },
    ),
    subgraph(
      'down',
      '@key',
      `type Query { never: String always: String! }
       type Item @key(fields: "id") { id: ID! stock: Int shelf: String! maker: Maker }
       type Maker @key(fields: "id") { id: ID! }`,
      { Item: { __resolveReference: reference(items) } },
    ),
    subgraph(
      'makers',
      '@key @external @requires',
      `type Query { makers: [Maker!]! }
       type Maker @key(fields: "id") { id: ID! name: String! }
       type Item @key(fields: "id") {
         id: ID! weight: Int @external stock: Int @external secret: String @external
         heavy: Boolean @requires(fields: "weight")
         total: Int @requires(fields: "weight stock")
         opened: String @requires(fields: "secret")
       }`,
      {
        Query: { makers: () => [{ id: 'm1', name: 'Sony' }] },
        Item: {
          heavy: ({ weight }: { weight: number }) => weight > 4,
          total: ({ weight, stock }: JsonObject) => Number(weight) + Number(stock),
          opened: ({ secret }: JsonObject) => `opened ${String(secret)}`,
        },
      },
    ),
  ],
  cases: [
    {
      name: 'a root field of the dead subgraph beside others',
      query: '{ never items { name } makers { name } }',
      expected: {
        data: { never: null, items: [{ name: 'one' }, { name: 'two' }], makers: [{ name: 'Sony' }] },
        errors: [{ code: 'SUBREQUEST_HTTP_ERROR' }],
      },
    },
    {
      name: 'a non-null root field of the dead subgraph',
      query: '{ always items { name } }',
      expected: { data: null, errors: [{ code: 'SUBREQUEST_HTTP_ERROR' }] },
    },
    {
      name: 'a nullable field of entities of the dead subgraph',
      query: '{ items { name stock } }',
      expected: {
        data: {
          items: [
            { name: 'one', stock: null },
            { name: 'two', stock: null },
          ],
        },
        errors: [{ path: ['items'], code: 'SUBREQUEST_HTTP_ERROR' }],
      },
    },
    {
      name: 'a non-null field of entities of the dead subgraph',
      query: '{ items { name shelf } makers { id } }',
      expected: {
        data: { items: [null, null], makers: [{ id: 'm1' }] },
        errors: [{ path: ['items'], code: 'SUBREQUEST_HTTP_ERROR' }],
      },
    },
    {
      name: 'a field of one entity, not in a list',
      query: '{ one: item(id: "i1") { name stock } }',
      expected: {
        data: { one: { name: 'one', stock: null } },
        errors: [{ path: ['one'], code: 'SUBREQUEST_HTTP_ERROR' }],
      },
    },
    {
      name: 'an entity behind the dead subgraph',
      query: '{ items { maker { name } } }',
      expected: {
        data: { items: [{ maker: null }, { maker: null }] },
        errors: [{ path: ['items'], code: 'SUBREQUEST_HTTP_ERROR' }],
      },
    },
    {
      name: 'a field that requires something else still comes',
      query: '{ items { heavy stock } }',
      expected: {
        data: {
          items: [
            { heavy: false, stock: null },
            { heavy: true, stock: null },
          ],
        },
        errors: [{ path: ['items'], code: 'SUBREQUEST_HTTP_ERROR' }],
      },
    },
    {
      name: 'a field that requires what did not come is not asked',
      query: '{ items { name total } }',
      expected: {
        data: {
          items: [
            { name: 'one', total: null },
            { name: 'two', total: null },
          ],
        },
        errors: [{ path: ['items'], code: 'SUBREQUEST_HTTP_ERROR' }],
      },
    },
    {
      name: 'a refused field keeps its code and message',
      query: '{ item(id: "i1") { name secret } }',
      expected: {
        data: { item: { name: 'one', secret: null } },
        errors: [{ path: ['item', 'secret'], code: 'FORBIDDEN' }],
      },
    },
    {
      name: 'an error of a required field that the client did not ask is told where the client asked',
      query: '{ item(id: "i1") { opened } }',
      expected: {
        data: { item: { opened: 'opened null' } },
        errors: [{ path: ['item'], code: 'FORBIDDEN' }],
      },
    },
    {
      name: 'the same beside a selection of that field that is not included',
      query: 'query ($with: Boolean!) { item(id: "i1") { opened secret @include(if: $with) } }',
      variables: { with: false },
      expected: {
        data: { item: { opened: 'opened null' } },
        errors: [{ path: ['item'], code: 'FORBIDDEN' }],
      },
    },
    {
      name: 'an entity that is not there is not asked of a dead subgraph',
      query: '{ item(id: "none") { name stock } }',
      expected: { data: { item: null } },
    },
  ],
};
