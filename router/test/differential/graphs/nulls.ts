import type { JsonObject } from '../../../src/engine/result.ts';
import { subgraph, type Graph } from '../graph.ts';

const cell = (id: string) => ({ id, value: id.length, label: id === 'k2' ? null : `label ${id}` });
const resolve = ({ id }: JsonObject) => cell(String(id));

/** Lists of lists and objects in every mix of nullable and non-null, joined over three subgraphs. */
export const nulls: Graph = {
  name: 'nulls',
  texts: ['k1', 'k2', 'k3'],
  subgraphs: [
    subgraph(
      'cells',
      '@key',
      /* GraphQL */ `
        type Cell @key(fields: "id") {
          id: ID!
          value: Int!
          label: String
        }
        type Board @key(fields: "id") {
          id: ID!
          strict: [[Cell!]!]!
          loose: [[Cell]]
          rows: [[Cell!]]!
          cubes: [[[Cell]!]!]
          corner: Cell!
          middle: Cell
          texts: [[String!]]
        }
        type Query {
          board: Board
          surely: Board!
          boards: [Board!]
          cell(id: ID!): Cell
        }
      `,
      {
        Query: {
          board: () => ({ id: 'k1' }),
          surely: () => ({ id: 'k2' }),
          boards: () => [{ id: 'k1' }, { id: 'k3' }],
          cell: (_: unknown, { id }: { id: string }) => cell(id),
        },
        Cell: { __resolveReference: resolve },
        Board: {
          __resolveReference: ({ id }: JsonObject) => ({ id }),
          strict: () => [[cell('k1'), cell('k2')], []],
          loose: () => [[cell('k1'), null], null, [cell('k3')]],
          rows: () => [[cell('k2')], null, [cell('k1'), cell('k1')]],
          cubes: () => [[[cell('k1'), null], []], []],
          corner: () => cell('k3'),
          middle: () => cell('k2'),
          texts: () => [['a', 'b'], null, []],
        },
      },
    ),
    subgraph(
      'colors',
      '@key',
      /* GraphQL */ `
        type Cell @key(fields: "id") {
          id: ID!
          color: Color!
          shade: Color
          neighbors: [Cell!]!
        }
        type Color {
          name: String!
          hex: String
          like: Color
        }
        type Board @key(fields: "id") {
          id: ID!
          palette: [Color!]!
        }
      `,
      {
        Cell: {
          __resolveReference: resolve,
          color: ({ id }: JsonObject) => ({ id: `color ${String(id)}`, name: 'red', hex: null }),
          shade: ({ id }: JsonObject) =>
            id === 'k1' ? null : { id: `shade ${String(id)}`, name: 'grey', hex: '#888' },
          neighbors: ({ id }: JsonObject) => ['k1', 'k2', 'k3'].filter((other) => other !== id).map(cell),
        },
        Color: { like: ({ name }: JsonObject) => (name === 'blue' ? null : { id: 'blue', name: 'blue', hex: '#00f' }) },
        Board: { palette: () => [{ id: 'green', name: 'green', hex: '#0f0' }] },
      },
    ),
    subgraph(
      'owners',
      '@key',
      /* GraphQL */ `
        type Cell @key(fields: "id") {
          id: ID!
          owner: Owner
          mustOwner: Owner!
        }
        type Owner @key(fields: "id") {
          id: ID!
          name: String!
          cells: [[Cell!]!]
        }
        type Query {
          owners: [Owner]!
        }
      `,
      {
        Query: { owners: () => [{ id: 'w1', name: 'Hanako' }, null] },
        Cell: {
          __resolveReference: resolve,
          owner: ({ id }: JsonObject) => (id === 'k3' ? null : { id: 'w1', name: 'Hanako' }),
          mustOwner: ({ id }: JsonObject) => ({ id: `w ${String(id)}`, name: 'Taro' }),
        },
        Owner: {
          __resolveReference: ({ id }: JsonObject) => ({ id, name: id === 'w1' ? 'Hanako' : 'Taro' }),
          cells: () => [[cell('k1')], [cell('k2'), cell('k3')]],
        },
      },
    ),
  ],
};
