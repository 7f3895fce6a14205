import type { JsonObject } from '../../../src/engine/result.ts';
import { reference, subgraph, type Graph } from '../graph.ts';

const orders: JsonObject[] = [
  {
    id: 'o1',
    code: 'c1',
    lines: [
      { id: 'l1', quantity: 2, unit: { price: 10, tax: 1 } },
      { id: 'l2', quantity: 1, unit: null },
    ],
  },
  { id: 'o2', code: 'c2', lines: [] },
  { id: 'o3', code: 'c3', lines: null },
];
type Line = { quantity: number | null; unit: { price: number | null; tax?: number | null } | null } | null;
const total = (lines: readonly Line[] | null | undefined) =>
  (lines ?? []).reduce((sum, line) => sum + (line?.quantity ?? 0) * (line?.unit?.price ?? 1), 0);

/** `@requires` that require what others require, through nested lists and values, over four subgraphs. */
export const chain: Graph = {
  name: 'chain',
  texts: ['o1', 'o2', 'c3', 'nothing'],
  subgraphs: [
    subgraph(
      'orders',
      '@key @shareable',
      /* GraphQL */ `
        type Order @key(fields: "id") @key(fields: "code") {
          id: ID!
          code: String!
          lines: [Line!]
          previous: Order
        }
        type Line {
          quantity: Int!
          unit: Unit
        }
        type Unit {
          price: Int!
          tax: Int
        }
        type Query {
          order(id: ID!): Order
          orders: [Order!]
          grid: [[Order]]
        }
      `,
      {
        Query: {
          order: (_: unknown, { id }: { id: string }) => orders.find((order) => order['id'] === id) ?? null,
          orders: () => orders,
          grid: () => [[orders[0], null], [orders[2]], null],
        },
        Order: {
          __resolveReference: reference(orders),
          previous: ({ id }: JsonObject) => (id === 'o2' ? orders[0] : null),
        },
      },
    ),
    subgraph(
      'billing',
      '@key @external @requires',
      /* GraphQL */ `
        type Order @key(fields: "id") {
          id: ID!
          lines: [Line!] @external
          total: Int! @requires(fields: "lines { quantity unit { price } }")
          isFree: Boolean @requires(fields: "lines { quantity }")
        }
        type Line {
          quantity: Int! @external
          unit: Unit @external
        }
        type Unit {
          price: Int! @external
        }
      `,
      {
        Order: {
          __resolveReference: ({ id, lines }: JsonObject) => ({ id, lines }),
          total: ({ lines }: { lines?: Line[] }) => total(lines),
          isFree: ({ lines }: { lines?: Line[] }) => (lines ? lines.length === 0 : null),
        },
      },
    ),
    subgraph(
      'tax',
      '@key @external @requires',
      /* GraphQL */ `
        type Order @key(fields: "code") {
          code: String!
          total: Int! @external
          tax(rate: Float = 0.1): Float @requires(fields: "total")
          invoice: Invoice! @requires(fields: "total")
        }
        type Invoice @key(fields: "number { series position }") {
          number: Number!
          order: Order
        }
        type Number {
          series: String!
          position: Int!
        }
      `,
      {
        Order: {
          __resolveReference: ({ code, total: sum }: JsonObject) => ({
            id: orders.find((order) => order['code'] === code)?.['id'],
            code,
            total: sum,
          }),
          tax: ({ total: sum }: { total?: number }, { rate }: { rate: number | null }) => (sum ?? 0) * (rate ?? 0),
          invoice: ({ id, code, total: sum }: JsonObject) => ({ id, number: { id, series: code, position: sum ?? 0 } }),
        },
        Invoice: {
          order: ({ number }: { number: { series: string } }) => ({
            id: orders.find(({ code }) => code === number.series)?.['id'],
            code: number.series,
          }),
        },
      },
    ),
    subgraph(
      'archive',
      '@key @external @requires @shareable',
      /* GraphQL */ `
        type Order @key(fields: "id") {
          id: ID!
          isFree: Boolean @external
          invoice: Invoice! @external
          grade: Grade @requires(fields: "isFree invoice { number { series } }")
        }
        type Invoice @key(fields: "number { series position }") {
          number: Number! @external
          paid: Boolean!
        }
        type Number {
          series: String! @external
          position: Int! @external
        }
        enum Grade {
          FREE
          PAID
        }
      `,
      {
        Order: {
          __resolveReference: (order: JsonObject) => order,
          grade: ({ isFree, invoice }: JsonObject) => (isFree === null || !invoice ? null : isFree ? 'FREE' : 'PAID'),
        },
        Invoice: {
          __resolveReference: ({ number }: { number: JsonObject }) => ({ id: number['series'], number }),
          paid: () => true,
        },
      },
    ),
  ],
};
