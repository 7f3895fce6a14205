const link = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ${JSON.stringify(imports)})\n`;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const users = numbers(6).map((n) => ({
  id: `u${n}`,
  name: `Name ${n}`,
  username: `username${n}`,
  birthday: 1_990 + n,
}));
const products = numbers(10_000).map((n) => ({
  upc: `p${n}`,
  name: `Product ${n}`,
  price: 100 * n,
  weight: 10 * n,
  inStock: n % 2 === 0,
}));
const reviews = numbers(11).map((n) => ({
  id: `r${n}`,
  body: `A review of some length, number ${n}, that says what is good and what is not`,
  authorId: `u${((n * 5) % 6) + 1}`,
  productId: `p${((n * 7) % 9) + 1}`,
}));

const byId = ({ id }: { id: string }) => users.find((user) => user.id === id);
const productOf = new Map(products.map((product) => [product.upc, product]));
const byUpc = ({ upc }: { upc: string }) => productOf.get(upc);
type Product = { upc: string; price?: number; weight?: number };

/** The subgraphs of the well-known federation benchmark: accounts, inventory, products, reviews; `firstSdl` says the same in Federation 1. */
export const subgraphs = [
  {
    name: 'accounts',
    sdl: `${link('@key', '@shareable')}type Query { me: User user(id: ID!): User users: [User] }
      type User @key(fields: "id") { id: ID! name: String username: String @shareable birthday: Int }`,
    firstSdl: `extend type Query { me: User user(id: ID!): User users: [User] }
      type User @key(fields: "id") { id: ID! name: String username: String birthday: Int }`,
    resolvers: {
      Query: { me: () => users[0], user: (_: unknown, args: { id: string }) => byId(args), users: () => users },
      User: { __resolveReference: byId },
    },
  },
  {
    name: 'inventory',
    sdl: `${link('@key', '@external', '@requires')}type Product @key(fields: "upc") {
      upc: String! weight: Int @external price: Int @external inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") }`,
    firstSdl: `extend type Product @key(fields: "upc") { upc: String! @external weight: Int @external
      price: Int @external inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") }`,
    resolvers: {
      Product: {
        __resolveReference: (reference: Product) => ({ ...reference, inStock: byUpc(reference)?.inStock }),
        shippingEstimate: ({ price = 0, weight = 0 }: Product) => (price > 1_000 ? 0 : Math.round(weight / 2)),
      },
    },
  },
  {
    name: 'products',
    sdl: `${link('@key')}type Query { topProducts(first: Int = 5): [Product] }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    firstSdl: `extend type Query { topProducts(first: Int = 5): [Product] }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: { topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first) },
      Product: { __resolveReference: byUpc },
    },
  },
  {
    name: 'reviews',
    sdl: `${link('@key', '@external', '@provides')}type Review @key(fields: "id") { id: ID! body: String product: Product author: User @provides(fields: "username") }
      type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
      type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
    firstSdl: `type Review @key(fields: "id") { id: ID! body: String product: Product author: User @provides(fields: "username") }
      extend type User @key(fields: "id") { id: ID! @external username: String @external reviews: [Review] }
      extend type Product @key(fields: "upc") { upc: String! @external reviews: [Review] }`,
    resolvers: {
      Review: {
        __resolveReference: ({ id }: { id: string }) => reviews.find((review) => review.id === id),
        author: ({ authorId }: { authorId: string }) => ({ id: authorId, username: byId({ id: authorId })?.username }),
        product: ({ productId }: { productId: string }) => ({ upc: productId }),
      },
      User: { reviews: ({ id }: { id: string }) => reviews.filter((review) => review.authorId === id) },
      Product: { reviews: ({ upc }: { upc: string }) => reviews.filter((review) => review.productId === upc) },
    },
  },
];

/** The nested query over all four. */
export const nestedQuery = /* GraphQL */ `
  fragment User on User {
    id
    username
    name
  }
  fragment Review on Review {
    id
    body
  }
  fragment Product on Product {
    inStock
    name
    price
    shippingEstimate
    upc
    weight
  }
  query Benchmark {
    users {
      ...User
      reviews {
        ...Review
        product {
          ...Product
          reviews {
            ...Review
            author {
              ...User
              reviews {
                ...Review
                product {
                  ...Product
                }
              }
            }
          }
        }
      }
    }
    topProducts {
      ...Product
      reviews {
        ...Review
        author {
          ...User
          reviews {
            ...Review
            product {
              ...Product
            }
          }
        }
      }
    }
  }
`;
