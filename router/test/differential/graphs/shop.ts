import type { JsonObject } from '../../../src/engine/result.ts';
import { reference, subgraph, type Graph, type Run } from '../graph.ts';

const products = [
  { id: 'p1', sku: 's1', name: 'Anvil', price: 100, weight: 50, size: { w: 4, h: 2 }, category: 'TOOL', tags: ['x'] },
  { id: 'p2', sku: 's2', name: 'Novel', price: null, weight: 1, size: null, category: 'BOOK', tags: ['y', null] },
  { id: 'p3', sku: 's3', name: 'Robot', price: 30, weight: 3, size: { w: 1, h: null }, category: 'TOY', tags: [] },
];
const reviews = [
  { id: 'r1', productId: 'p1', userId: 'u1', body: 'Heavy', stars: 4 },
  { id: 'r2', productId: 'p1', userId: 'u2', body: null, stars: 1 },
  { id: 'r3', productId: 'p3', userId: 'u1', body: 'Loud', stars: 3 },
  { id: 'r4', productId: 'p2', userId: null, body: 'Long', stars: 5 },
];
const users = [
  { id: 'u1', email: 'one@example.jp', name: 'Hanako', friendIds: ['u2'], address: { city: 'Osaka', zone: 1 } },
  { id: 'u2', email: 'two@example.jp', name: null, friendIds: ['u1', 'u2'], address: null },
];
const warehouses = [
  { id: 'w1', place: { city: 'Osaka', zone: 1 }, capacity: 9, skus: ['s1', 's3'] },
  { id: 'w2', place: { city: 'Osaka', zone: 2 }, capacity: 0, skus: [] },
];
const find = (rows: readonly JsonObject[], key: string, value: unknown) =>
  rows.find((row) => row[key] === value) ?? null;
const count = (run: Run) => ++run.mutations;

/** Several keys, a nested key, `@requires` with nested fields, `@provides`, arguments of every kind, mutations in two subgraphs. */
export const shop: Graph = {
  name: 'shop',
  texts: ['p1', 'p2', 'p9', 's1', 's3', 'u1', 'Hammer'],
  subgraphs: [
    subgraph(
      'products',
      '@key @shareable',
      /* GraphQL */ `
        enum Category {
          TOOL
          BOOK
          TOY
        }
        enum Currency {
          JPY
          EUR
        }
        input PriceInput {
          id: ID!
          price: Int
          currency: Currency = JPY
          notes: [String!]
        }
        type Size @shareable {
          w: Int!
          h: Int
        }
        type Product @key(fields: "id") @key(fields: "sku") {
          id: ID!
          sku: String!
          name: String!
          price(currency: Currency): Int
          weight: Int!
          size: Size
          tags: [String]
          category: Category!
          related(first: Int = 2): [Product!]!
        }
        type Query {
          product(id: ID!): Product
          products(category: Category, ids: [ID!]): [Product]
          top: Product!
        }
        type Mutation {
          rename(id: ID!, name: String!): Product
          reprice(input: PriceInput!): Product!
        }
      `,
      {
        Query: {
          product: (_: unknown, { id }: { id: string }) => find(products, 'id', id),
          products: (_: unknown, { category, ids }: { category?: string; ids?: string[] }) =>
            ids
              ? ids.map((id) => find(products, 'id', id))
              : products.filter((product) => !category || product.category === category),
          top: () => products[0],
        },
        Mutation: {
          rename: (_: unknown, { id, name }: { id: string; name: string }, run: Run) => {
            const product = find(products, 'id', id);
            return product && { ...product, name: `${name} ${count(run)}` };
          },
          reprice: (_: unknown, { input }: { input: { id: string; price?: number; currency: string } }, run: Run) => {
            const product = find(products, 'id', input.id);
            return product && { ...product, name: `${input.currency} ${count(run)}`, price: input.price };
          },
        },
        Product: {
          __resolveReference: reference(products),
          price: ({ price }: { price: number | null }, { currency }: { currency?: string }) =>
            price === null || currency !== 'EUR' ? price : price / 2,
          related: ({ id }: { id: string }, { first }: { first: number | null }) =>
            products.filter((product) => product.id !== id).slice(0, first ?? 1),
        },
      },
    ),
    subgraph(
      'inventory',
      '@key @external @requires @shareable',
      /* GraphQL */ `
        type Size @shareable {
          w: Int!
          h: Int
        }
        type Product @key(fields: "sku") {
          sku: String!
          weight: Int! @external
          size: Size @external
          name: String! @external
          stock: Int
          shipping(express: Boolean = false): Int @requires(fields: "weight size { w h }")
          label: String! @requires(fields: "name")
          stored: Warehouse
        }
        type Place @shareable {
          city: String!
          zone: Int!
        }
        type Warehouse @key(fields: "place { city zone }") {
          place: Place!
          capacity: Int!
          products: [Product!]
        }
        type Query {
          warehouses: [Warehouse!]!
        }
        type Mutation {
          restock(sku: String!, count: Int!): Product
        }
      `,
      {
        Query: { warehouses: () => warehouses },
        Mutation: {
          restock: (_: unknown, { sku, count: added }: { sku: string; count: number }, run: Run) => {
            const product = find(products, 'sku', sku);
            return product && { id: product['id'], sku, stock: added + 100 * count(run) };
          },
        },
        Product: {
          __resolveReference: reference(products.map(({ id, sku }) => ({ id, sku }))),
          stock: ({ sku, stock }: { sku: string; stock?: number }) => stock ?? (sku === 's2' ? null : 7),
          shipping: (
            { weight, size }: { weight: number | null; size: { w: number | null; h: number | null } | null },
            { express }: { express: boolean | null },
          ) => (weight ?? 0) * (express ? 2 : 1) + (size?.w ?? 100) + (size?.h ?? 1000),
          label: ({ name }: { name?: string | null }) => `label of ${name ?? 'nothing'}`,
          stored: ({ sku }: { sku: string }) => warehouses.find(({ skus }) => skus.includes(sku)) ?? null,
        },
        Warehouse: {
          __resolveReference: reference(warehouses),
          products: ({ skus }: { skus: string[] }) =>
            skus.map((sku) => ({ id: find(products, 'sku', sku)?.['id'], sku })),
        },
      },
    ),
    subgraph(
      'reviews',
      '@key @external @provides',
      /* GraphQL */ `
        type Review @key(fields: "id") {
          id: ID!
          body: String
          stars: Int!
          author: User @provides(fields: "name")
          product: Product!
        }
        type Product @key(fields: "id") {
          id: ID!
          reviews(min: Int): [Review!]
        }
        type User @key(fields: "id") {
          id: ID!
          name: String @external
          reviews: [Review]
        }
        type Query {
          review(id: ID!): Review
          latest: [Review!]
        }
      `,
      {
        Query: {
          review: (_: unknown, { id }: { id: string }) => find(reviews, 'id', id),
          latest: () => reviews,
        },
        Review: {
          __resolveReference: reference(reviews),
          author: ({ userId }: { userId: string | null }) => find(users, 'id', userId),
          product: ({ productId }: { productId: string }) => ({ id: productId }),
        },
        Product: {
          reviews: ({ id }: { id: string }, { min }: { min?: number }) =>
            reviews.filter(({ productId, stars }) => productId === id && stars >= (min ?? 0)),
        },
        User: { reviews: ({ id }: { id: string }) => reviews.filter(({ userId }) => userId === id) },
      },
    ),
    subgraph(
      'users',
      '@key @shareable',
      /* GraphQL */ `
        type User @key(fields: "id") @key(fields: "email") {
          id: ID!
          email: String!
          name: String @shareable
          friends: [User!]!
          home: Warehouse
        }
        type Place @shareable {
          city: String!
          zone: Int!
        }
        type Warehouse @key(fields: "place { city zone }", resolvable: false) {
          place: Place!
        }
        type Query {
          me: User
          users(emails: [String!]): [User]!
        }
      `,
      {
        Query: {
          me: () => users[0],
          users: (_: unknown, { emails }: { emails?: string[] }) =>
            emails ? emails.map((email) => find(users, 'email', email)) : users,
        },
        User: {
          __resolveReference: reference(users),
          friends: ({ friendIds }: { friendIds: string[] }) => friendIds.map((id) => find(users, 'id', id)),
          home: ({ address }: { address: JsonObject | null }) => address && { id: 'w1', place: address },
        },
      },
    ),
  ],
};
