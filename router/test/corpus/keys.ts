import { reference, subgraph, type Suite } from './suite.ts';

const products = [
  { id: 'p1', sku: 's1', brand: { code: 'acme' }, name: 'Anvil' },
  { id: 'p2', sku: 's1', brand: { code: 'bolt' }, name: 'Bolt' },
  { id: 'p3', sku: 's3', brand: { code: 'acme' }, name: 'Crate' },
];
const osaka = { country: 'JP', city: 'Osaka' };
const lyon = { country: 'FR', city: 'Lyon' };
const stock = [
  { sku: 's1', brand: { code: 'acme' }, stock: 7, depot: { place: osaka, capacity: 100 } },
  { sku: 's1', brand: { code: 'bolt' }, stock: 0, depot: { place: lyon, capacity: 50 } },
  { sku: 's3', brand: { code: 'acme' }, stock: 3, depot: null },
];
const codes = [
  { id: 'p1', upc: 'u1' },
  { id: 'p2', upc: 'u2' },
  { id: 'p3', upc: 'u3' },
];
const prices = [
  { upc: 'u1', price: 100 },
  { upc: 'u2', price: 20 },
  { upc: 'u3', price: null },
];
const reviews = [
  { id: 'r1', body: 'Heavy', product: { id: 'p1' } },
  { id: 'r2', body: 'Loud', product: { id: 'p1' } },
  { id: 'r3', body: 'Square', product: { id: 'p3' } },
];
const depots = [
  { place: osaka, timezone: 'Asia/Tokyo' },
  { place: lyon, timezone: 'Europe/Paris' },
];

/** `@key`: several of one type, nested, composite, translated by a third subgraph, references only. */
export const keys: Suite = {
  name: '@key',
  subgraphs: [
    subgraph(
      'catalog',
      '@key @shareable',
      `type Query { products: [Product!]! product(id: ID!): Product }
       type Product @key(fields: "id") @key(fields: "sku brand { code }") { id: ID! sku: String! brand: Brand! name: String! }
       type Brand @shareable { code: String! }`,
      {
        Query: {
          products: () => products,
          product: (_: unknown, { id }: { id: string }) => products.find((product) => product.id === id) ?? null,
        },
        Product: { __resolveReference: reference(products) },
      },
    ),
    subgraph(
      'warehouse',
      '@key @shareable',
      `type Query { stocked: [Product!]! depots: [Depot!]! }
       type Product @key(fields: "sku brand { code }") { sku: String! brand: Brand! stock: Int! depot: Depot }
       type Brand @shareable { code: String! }
       type Depot @key(fields: "place { country city }") { place: Place! capacity: Int! }
       type Place @shareable { country: String! city: String! }`,
      {
        Query: {
          stocked: () => stock.filter((row) => row.stock > 0),
          depots: () => stock.flatMap(({ depot }) => depot ?? []),
        },
        Product: { __resolveReference: reference(stock) },
        Depot: { __resolveReference: reference(stock.flatMap(({ depot }) => depot ?? [])) },
      },
    ),
    subgraph(
      'geography',
      '@key @shareable',
      `type Depot @key(fields: "place { country city }") { place: Place! timezone: String! }
       type Place @shareable { country: String! city: String! }`,
      { Depot: { __resolveReference: reference(depots) } },
    ),
    subgraph(
      'codes',
      '@key @shareable',
      `type Product @key(fields: "id") @key(fields: "upc") { id: ID! upc: String! }`,
      { Product: { __resolveReference: reference(codes) } },
    ),
    subgraph('pricing', '@key', `type Product @key(fields: "upc") { upc: String! price: Int }`, {
      Product: { __resolveReference: reference(prices) },
    }),
    subgraph(
      'reviews',
      '@key',
      `type Query { reviews: [Review!]! }
       type Review @key(fields: "id") { id: ID! body: String! product: Product! }
       type Product @key(fields: "id", resolvable: false) { id: ID! }`,
      { Query: { reviews: () => reviews } },
    ),
  ],
  cases: [
    {
      name: 'fields of the subgraph that has the root field',
      query: '{ products { name brand { code } } }',
      expected: {
        data: {
          products: [
            { name: 'Anvil', brand: { code: 'acme' } },
            { name: 'Bolt', brand: { code: 'bolt' } },
            { name: 'Crate', brand: { code: 'acme' } },
          ],
        },
      },
    },
    {
      name: 'a composite key with a nested object',
      query: '{ products { name stock } }',
      expected: {
        data: {
          products: [
            { name: 'Anvil', stock: 7 },
            { name: 'Bolt', stock: 0 },
            { name: 'Crate', stock: 3 },
          ],
        },
      },
    },
    {
      name: 'from a composite key back to a plain one',
      query: '{ stocked { stock name id } }',
      expected: {
        data: {
          stocked: [
            { stock: 7, name: 'Anvil', id: 'p1' },
            { stock: 3, name: 'Crate', id: 'p3' },
          ],
        },
      },
    },
    {
      name: 'a key that a third subgraph translates',
      query: '{ products { price } }',
      expected: { data: { products: [{ price: 100 }, { price: 20 }, { price: null }] } },
    },
    {
      name: 'three hops: composite key, plain key, translated key',
      query: '{ stocked { price upc } }',
      expected: {
        data: {
          stocked: [
            { price: 100, upc: 'u1' },
            { price: null, upc: 'u3' },
          ],
        },
      },
    },
    {
      name: 'a key that is nothing but a nested object',
      query: '{ depots { timezone capacity } }',
      expected: {
        data: {
          depots: [
            { timezone: 'Asia/Tokyo', capacity: 100 },
            { timezone: 'Europe/Paris', capacity: 50 },
          ],
        },
      },
    },
    {
      name: 'an entity inside an entity, null where there is none',
      query: '{ products { id depot { place { city } timezone } } }',
      expected: {
        data: {
          products: [
            { id: 'p1', depot: { place: { city: 'Osaka' }, timezone: 'Asia/Tokyo' } },
            { id: 'p2', depot: { place: { city: 'Lyon' }, timezone: 'Europe/Paris' } },
            { id: 'p3', depot: null },
          ],
        },
      },
    },
    {
      name: 'a reference that its subgraph cannot resolve itself',
      query: '{ reviews { body product { name } } }',
      expected: {
        data: {
          reviews: [
            { body: 'Heavy', product: { name: 'Anvil' } },
            { body: 'Loud', product: { name: 'Anvil' } },
            { body: 'Square', product: { name: 'Crate' } },
          ],
        },
      },
    },
    {
      name: 'a reference of which only the key is asked',
      query: '{ reviews { product { id } } }',
      expected: {
        data: { reviews: [{ product: { id: 'p1' } }, { product: { id: 'p1' } }, { product: { id: 'p3' } }] },
      },
    },
    {
      name: 'everything of one product through four subgraphs',
      query: '{ product(id: "p1") { price stock depot { capacity timezone } name upc sku } }',
      expected: {
        data: {
          product: {
            price: 100,
            stock: 7,
            depot: { capacity: 100, timezone: 'Asia/Tokyo' },
            name: 'Anvil',
            upc: 'u1',
            sku: 's1',
          },
        },
      },
    },
    {
      name: 'an entity that does not exist',
      query: '{ product(id: "nothing") { price stock } }',
      expected: { data: { product: null } },
    },
    {
      name: 'aliases that look like key fields',
      query: '{ products { id: name sku: id price } }',
      expected: {
        data: {
          products: [
            { id: 'Anvil', sku: 'p1', price: 100 },
            { id: 'Bolt', sku: 'p2', price: 20 },
            { id: 'Crate', sku: 'p3', price: null },
          ],
        },
      },
    },
  ],
};
