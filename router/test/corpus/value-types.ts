import { reference, subgraph, type Suite } from './suite.ts';

const money = { amount: '10.00', currency: { code: 'JPY', symbol: '¥' } };
const cart = {
  id: 'c1',
  total: money,
  lines: [
    { product: { id: 'p1' }, price: money },
    { product: { id: 'p2' }, price: null },
  ],
};
const products = [
  { id: 'p1', name: 'Pen', category: { name: 'Office', parent: { name: 'All', parent: null } } },
  { id: 'p2', name: 'Cup', category: null },
];
const stock = [
  { id: 'p1', grid: [['a', null], []], boxes: [[{ size: 1 }], [{ size: 2 }, { size: 3 }]] },
  { id: 'p2', grid: null, boxes: [] },
];

/** Values without identity, in several subgraphs, in lists of lists, recursive, with entities inside them. */
export const valueTypes: Suite = {
  name: 'value types',
  subgraphs: [
    subgraph(
      'carts',
      '@key @shareable',
      `type Query { cart: Cart! info: Info! @shareable pages(first: Int!): ProductPage! }
       type Cart @key(fields: "id") { id: ID! total: Money! lines: [Line!]! }
       type Line { product: Product! price: Money }
       type Product @key(fields: "id", resolvable: false) { id: ID! }
       type Money @shareable { amount: String! currency: Currency! }
       type Currency @shareable { code: String! symbol: String }
       type Info @shareable { version: String! build: Build! }
       type Build @shareable { number: Int! }
       type ProductPage { edges: [Edge!]! pageInfo: PageInfo! }
       type Edge { node: Product cursor: String! }
       type PageInfo @shareable { hasNextPage: Boolean! }`,
      {
        Query: {
          cart: () => cart,
          info: () => ({ version: 'v1', build: { number: 7 } }),
          pages: (_: unknown, { first }: { first: number }) => ({
            edges: products.slice(0, first).map(({ id }) => ({ node: { id }, cursor: id })),
            pageInfo: { hasNextPage: first < products.length },
          }),
        },
        Cart: { __resolveReference: () => cart },
      },
    ),
    subgraph(
      'products',
      '@key @shareable',
      `type Query { info: Info! @shareable product(id: ID!): Product }
       type Product @key(fields: "id") { id: ID! name: String! category: Category price: Money! }
       type Category { name: String! parent: Category }
       type Money @shareable { amount: String! currency: Currency! }
       type Currency @shareable { code: String! symbol: String }
       type Info @shareable { version: String! build: Build! }
       type Build @shareable { number: Int! }`,
      {
        Query: {
          info: () => ({ version: 'v1', build: { number: 7 } }),
          product: (_: unknown, { id }: { id: string }) => products.find((product) => product.id === id),
        },
        Product: { __resolveReference: reference(products), price: () => money },
      },
    ),
    subgraph(
      'stock',
      '@key',
      `type Product @key(fields: "id") { id: ID! grid: [[String]!] boxes: [[Box!]!]! }
       type Box { size: Int! product: Product }`,
      {
        Product: { __resolveReference: reference(stock) },
        Box: { product: ({ size }: { size: number }) => (size === 1 ? null : { id: `p${size - 1}` }) },
      },
    ),
  ],
  cases: [
    {
      name: 'a shared value of one subgraph',
      query: '{ cart { total { currency { symbol code } amount } } }',
      expected: { data: { cart: { total: { currency: { symbol: '¥', code: 'JPY' }, amount: '10.00' } } } },
    },
    {
      name: 'a shared root value',
      query: '{ info { build { number } version } product(id: "p2") { name } }',
      expected: { data: { info: { build: { number: 7 }, version: 'v1' }, product: { name: 'Cup' } } },
    },
    {
      name: 'entities inside values',
      query: '{ cart { lines { product { name price { amount } } price { amount } } } }',
      expected: {
        data: {
          cart: {
            lines: [
              { product: { name: 'Pen', price: { amount: '10.00' } }, price: { amount: '10.00' } },
              { product: { name: 'Cup', price: { amount: '10.00' } }, price: null },
            ],
          },
        },
      },
    },
    {
      name: 'a recursive value',
      query: '{ product(id: "p1") { category { name parent { name parent { name } } } } }',
      expected: { data: { product: { category: { name: 'Office', parent: { name: 'All', parent: null } } } } },
    },
    {
      name: 'a list of lists of scalars',
      query: '{ product(id: "p1") { grid } other: product(id: "p2") { grid } }',
      expected: { data: { product: { grid: [['a', null], []] }, other: { grid: null } } },
    },
    {
      name: 'entities inside a list of lists',
      query: '{ product(id: "p1") { boxes { size product { name } } } }',
      expected: {
        data: {
          product: {
            boxes: [
              [{ size: 1, product: null }],
              [
                { size: 2, product: { name: 'Pen' } },
                { size: 3, product: { name: 'Cup' } },
              ],
            ],
          },
        },
      },
    },
    {
      name: 'a connection',
      query: 'query ($n: Int!) { pages(first: $n) { edges { cursor node { name } } pageInfo { hasNextPage } } }',
      variables: { n: 1 },
      expected: {
        data: { pages: { edges: [{ cursor: 'p1', node: { name: 'Pen' } }], pageInfo: { hasNextPage: true } } },
      },
    },
    {
      name: 'empty lists',
      query: '{ pages(first: 0) { edges { node { name } } } product(id: "p2") { boxes { product { name } } } }',
      expected: { data: { pages: { edges: [] }, product: { boxes: [] } } },
    },
  ],
};
