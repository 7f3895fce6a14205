import type { JsonObject } from '../../src/engine/result.ts';
import { reference, subgraph, type Suite } from './suite.ts';

const echo = (_: unknown, args: JsonObject) => JSON.stringify(args);
const shirts = [
  { id: 's1', color: 'RED' },
  { id: 's2', color: 'BLUE' },
];

/** Enums and inputs that differ between subgraphs; arguments, variables and defaults on their way to one subgraph or two. */
export const inputs: Suite = {
  name: 'enums and inputs',
  subgraphs: [
    subgraph(
      'shirts',
      '@key @shareable',
      `enum Color { RED BLUE GREEN }
       enum Output { A B }
       input Filter { color: Color size: Int = 3 tags: [String!] inner: Inner }
       input Inner { depth: Int! next: Inner }
       scalar Json
       type Query {
         shirts(color: Color): [Shirt!]!
         echo(filter: Filter, limit: Int = 10, id: ID): String!
         json(value: Json!): String!
         letter: Output
         same(color: Color!): String! @shareable
       }
       type Shirt @key(fields: "id") { id: ID! color: Color! price(currency: String = "USD"): String! }`,
      {
        Query: {
          shirts: (_: unknown, { color }: { color?: string }) =>
            shirts.filter((shirt) => color === undefined || shirt.color === color),
          echo,
          json: echo,
          letter: () => 'A',
          same: (_: unknown, { color }: { color: string }) => color,
        },
        Shirt: {
          __resolveReference: reference(shirts),
          price: ({ id }: { id: string }, { currency }: { currency: string }) => `${id} ${currency}`,
        },
      },
    ),
    subgraph(
      'stock',
      '@key @shareable',
      `enum Color { RED BLUE GREEN }
       enum Output { B C }
       input Filter { color: Color size: Int = 3 only: Boolean inner: Inner }
       input Inner { depth: Int! next: Inner }
       type Query { other: Output echoStock(filter: Filter, ids: [ID!]): String! same(color: Color!): String! @shareable }
       type Shirt @key(fields: "id") { id: ID! stock(color: Color, at: [String]): String! }`,
      {
        Query: { other: () => 'C', echoStock: echo, same: (_: unknown, { color }: { color: string }) => color },
        Shirt: { __resolveReference: reference(shirts), stock: echo },
      },
    ),
  ],
  cases: [
    {
      name: 'values of an enum of which each subgraph knows a part',
      query: '{ letter other }',
      expected: { data: { letter: 'A', other: 'C' } },
    },
    {
      name: 'an enum as a literal',
      query: '{ shirts(color: BLUE) { id color } }',
      expected: { data: { shirts: [{ id: 's2', color: 'BLUE' }] } },
    },
    {
      name: 'an enum as a variable',
      query: 'query ($c: Color) { shirts(color: $c) { id } }',
      variables: { c: 'RED' },
      expected: { data: { shirts: [{ id: 's1' }] } },
    },
    {
      name: 'an absent variable is an absent argument',
      query: 'query ($c: Color, $n: Int) { shirts(color: $c) { id } echo(limit: $n) }',
      expected: { data: { shirts: [{ id: 's1' }, { id: 's2' }], echo: '{"limit":10}' } },
    },
    {
      name: 'a null variable is a null argument',
      query: 'query ($n: Int, $id: ID) { echo(limit: $n, id: $id) }',
      variables: { n: null, id: null },
      expected: { data: { echo: '{"limit":null,"id":null}' } },
    },
    {
      name: 'the default of a variable',
      query: 'query ($n: Int = 4) { echo(limit: $n) }',
      expected: { data: { echo: '{"limit":4}' } },
    },
    {
      name: 'an input object with defaults and nesting',
      query: '{ echo(filter: { color: RED, inner: { depth: 1, next: { depth: 2 } } }) }',
      expected: {
        data: { echo: '{"filter":{"color":"RED","size":3,"inner":{"depth":1,"next":{"depth":2}}},"limit":10}' },
      },
    },
    {
      name: 'an input object as a variable',
      query: 'query ($f: Filter) { echo(filter: $f) echoStock(filter: $f) }',
      variables: { f: { color: 'GREEN' } },
      expected: {
        data: {
          echo: '{"filter":{"color":"GREEN","size":3},"limit":10}',
          echoStock: '{"filter":{"color":"GREEN","size":3}}',
        },
      },
    },
    {
      name: 'variables inside an input object',
      query: 'query ($c: Color, $s: Int) { echo(filter: { color: $c, size: $s }) }',
      variables: { c: 'RED' },
      expected: { data: { echo: '{"filter":{"color":"RED","size":3},"limit":10}' } },
    },
    {
      name: 'a single value where a list is wanted',
      query: 'query ($i: [ID!]) { a: echoStock(ids: "x") b: echoStock(ids: $i) }',
      variables: { i: 'y' },
      expected: { data: { a: '{"ids":["x"]}', b: '{"ids":["y"]}' } },
    },
    {
      name: 'a number as an ID',
      query: 'query ($i: [ID!]) { echoStock(ids: $i) }',
      variables: { i: [1, '2'] },
      expected: { data: { echoStock: '{"ids":["1","2"]}' } },
    },
    {
      name: 'a custom scalar is passed on as it is',
      query: 'query ($v: Json!) { json(value: $v) }',
      variables: { v: { a: [1, null, 'x'], b: { c: true } } },
      expected: { data: { json: '{"value":{"a":[1,null,"x"],"b":{"c":true}}}' } },
    },
    {
      name: 'arguments of fields of entities, different under aliases',
      query:
        'query ($c: Color!, $at: [String]) { shirts { x: stock(color: $c, at: $at) y: stock(at: ["q", null]) price(currency: "JPY") } }',
      variables: { c: 'RED', at: ['p'] },
      expected: {
        data: {
          shirts: [
            { x: '{"color":"RED","at":["p"]}', y: '{"at":["q",null]}', price: 's1 JPY' },
            { x: '{"color":"RED","at":["p"]}', y: '{"at":["q",null]}', price: 's2 JPY' },
          ],
        },
      },
    },
    {
      name: 'a field of an input that only one subgraph knows is refused',
      query: '{ echo(filter: { tags: ["a"] }) }',
      expected: { data: undefined, errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    },
    {
      name: 'a variable of a wrong type is refused',
      query: 'query ($c: Color) { shirts(color: $c) { id } }',
      variables: { c: 'PINK' },
      expected: { data: undefined, errors: [{ code: 'BAD_USER_INPUT' }] },
    },
    {
      name: 'a required variable that is missing is refused',
      query: 'query ($c: Color!) { same(color: $c) }',
      expected: { data: undefined, errors: [{ code: 'BAD_USER_INPUT' }] },
    },
  ],
};
