const link = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ${JSON.stringify(imports)})\n`;

/** Milliseconds of a clock that all processes of this machine share. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

/** Ticks of one subgraph, each about a product of another one. */
export const subgraphs = {
  feed: `${link('@key')}type Query { lastCursor: String }
    type Subscription { ticked(after: String): Tick! }
    "sentAt is in milliseconds."
    type Tick { cursor: String! number: Int! sentAt: Float! product: Product }
    type Product @key(fields: "upc", resolvable: false) { upc: String! }`,
  catalog: `${link('@key')}type Query { product(upc: String!): Product }
    type Product @key(fields: "upc") { upc: String! name: String! price: Int! }`,
};

/** What clients subscribe to. */
export const operations = {
  plain: 'subscription ($after: String) { ticked(after: $after) { cursor number sentAt } }',
  joined: 'subscription ($after: String) { ticked(after: $after) { cursor number sentAt product { name price } } }',
} as const;

export type Operation = keyof typeof operations;
