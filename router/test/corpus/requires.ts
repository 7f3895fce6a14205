import type { JsonObject } from '../../src/engine/result.ts';
import { reference, subgraph, type Suite } from './suite.ts';

const boxes = [
  { id: 'b1', weight: 10, size: { width: 2, height: 3, unit: 'cm' }, parts: [{ mass: 1 }, { mass: 2 }] },
  { id: 'b2', weight: 20, size: { width: 5, height: 5, unit: 'cm' }, parts: [] },
  { id: 'b3', weight: null, size: null, parts: [{ mass: 7 }] },
];
const owners = [
  { id: 'b1', owner: { id: 'o1', tier: 'GOLD' }, tags: ['a', 'b'] },
  { id: 'b2', owner: { id: 'o2', tier: 'BASIC' }, tags: [] },
  { id: 'b3', owner: null, tags: ['c'] },
];
const sum = (parts: readonly { mass: number }[]) => parts.reduce((total, { mass }) => total + mass, 0);

type Box = {
  weight: number | null;
  size: { width: number; height: number } | null;
  parts: { mass: number }[];
  owner: { tier: string } | null;
  tags: string[];
  shipping: number;
};

/** `@requires`: plain, nested, lists, of several subgraphs, of a field that requires something itself. */
export const requires: Suite = {
  name: '@requires',
  subgraphs: [
    subgraph(
      'boxes',
      '@key @shareable',
      `type Query { boxes: [Box!]! box(id: ID!): Box }
       type Box @key(fields: "id") { id: ID! weight: Int size: Size parts: [Part!]! }
       type Size { width: Int! height: Int! unit: String! }
       type Part { mass: Int! }`,
      {
        Query: {
          boxes: () => boxes,
          box: (_: unknown, { id }: { id: string }) => boxes.find((box) => box.id === id) ?? null,
        },
        Box: { __resolveReference: reference(boxes) },
      },
    ),
    subgraph(
      'owners',
      '@key',
      `type Box @key(fields: "id") { id: ID! owner: Owner tags: [String!]! }
       type Owner @key(fields: "id") { id: ID! tier: String! }`,
      { Box: { __resolveReference: reference(owners) } },
    ),
    subgraph(
      'shipping',
      '@key @external @requires',
      `type Box @key(fields: "id") {
         id: ID!
         weight: Int @external
         size: Size @external
         parts: [Part!]! @external
         owner: Owner @external
         tags: [String!]! @external
         shipping: Int @requires(fields: "weight")
         volume: Int @requires(fields: "size { width height }")
         mass: Int @requires(fields: "parts { mass }")
         rate: String @requires(fields: "owner { tier } weight")
         label: String @requires(fields: "tags size { width }")
       }
       type Size { width: Int! @external height: Int! @external }
       type Part { mass: Int! @external }
       type Owner @key(fields: "id") { id: ID! tier: String! @external }`,
      {
        Box: {
          shipping: ({ weight }: Box) => (weight === null ? null : weight * 2),
          volume: ({ size }: Box) => size && size.width * size.height,
          mass: ({ parts }: Box) => sum(parts),
          rate: ({ owner, weight }: Box) => `${owner ? owner.tier : 'none'}/${weight ?? 'unknown'}`,
          label: ({ tags, size }: Box) => `${tags.join('+')}@${size?.width ?? '?'}`,
        },
      },
    ),
    subgraph(
      'billing',
      '@key @external @requires',
      `type Box @key(fields: "id") {
         id: ID!
         shipping: Int @external
         weight: Int @external
         total: Int @requires(fields: "shipping weight")
       }`,
      {
        Box: {
          total: ({ shipping, weight }: JsonObject) =>
            typeof shipping === 'number' && typeof weight === 'number' ? shipping + weight : -1,
        },
      },
    ),
  ],
  cases: [
    {
      name: 'a field of another subgraph, null included',
      query: '{ boxes { shipping } }',
      expected: { data: { boxes: [{ shipping: 20 }, { shipping: 40 }, { shipping: null }] } },
    },
    {
      name: 'what it needs is not in the answer unless asked',
      query: '{ boxes { shipping id } }',
      expected: {
        data: {
          boxes: [
            { shipping: 20, id: 'b1' },
            { shipping: 40, id: 'b2' },
            { shipping: null, id: 'b3' },
          ],
        },
      },
    },
    {
      name: 'a nested selection',
      query: '{ boxes { volume } }',
      expected: { data: { boxes: [{ volume: 6 }, { volume: 25 }, { volume: null }] } },
    },
    {
      name: 'a nested selection of which the client asks for another part',
      query: '{ boxes { size { unit } volume } }',
      expected: {
        data: {
          boxes: [
            { size: { unit: 'cm' }, volume: 6 },
            { size: { unit: 'cm' }, volume: 25 },
            { size: null, volume: null },
          ],
        },
      },
    },
    {
      name: 'an external field inside a list',
      query: '{ boxes { mass } }',
      expected: { data: { boxes: [{ mass: 3 }, { mass: 0 }, { mass: 7 }] } },
    },
    {
      name: 'an external field inside a list that the client asks for too',
      query: '{ boxes { parts { mass } mass } }',
      expected: {
        data: {
          boxes: [
            { parts: [{ mass: 1 }, { mass: 2 }], mass: 3 },
            { parts: [], mass: 0 },
            { parts: [{ mass: 7 }], mass: 7 },
          ],
        },
      },
    },
    {
      name: 'fields of two subgraphs, one of them through an entity',
      query: '{ boxes { rate } }',
      expected: { data: { boxes: [{ rate: 'GOLD/10' }, { rate: 'BASIC/20' }, { rate: 'none/unknown' }] } },
    },
    {
      name: 'a list of scalars and a part of an object, from two subgraphs',
      query: '{ boxes { label } }',
      expected: { data: { boxes: [{ label: 'a+b@2' }, { label: '@5' }, { label: 'c@?' }] } },
    },
    {
      name: 'a field that requires something itself',
      query: '{ boxes { total } }',
      expected: { data: { boxes: [{ total: 30 }, { total: 60 }, { total: -1 }] } },
    },
    {
      name: 'everything at once, in the order of the query',
      query: '{ box(id: "b1") { total rate label mass volume shipping weight } }',
      expected: {
        data: {
          box: { total: 30, rate: 'GOLD/10', label: 'a+b@2', mass: 3, volume: 6, shipping: 20, weight: 10 },
        },
      },
    },
    {
      name: 'under aliases',
      query: '{ first: box(id: "b1") { cost: shipping } second: box(id: "b2") { cost: shipping weight: mass } }',
      expected: { data: { first: { cost: 20 }, second: { cost: 40, weight: 0 } } },
    },
    {
      name: 'an alias that takes the name of what is required',
      query: '{ boxes { weight: id shipping } }',
      expected: {
        data: {
          boxes: [
            { weight: 'b1', shipping: 20 },
            { weight: 'b2', shipping: 40 },
            { weight: 'b3', shipping: null },
          ],
        },
      },
    },
    {
      name: 'behind more conditions than most operations have',
      query: `query ($a: Boolean!, $b: Boolean!, $c: Boolean!, $d: Boolean!, $e: Boolean!, $f: Boolean!, $g: Boolean!) {
        box(id: "b1") {
          volume @include(if: $a) label @include(if: $b) rate @include(if: $c) mass @include(if: $d)
          shipping @include(if: $e) weight @include(if: $f) id @include(if: $g)
        }
      }`,
      variables: { a: true, b: false, c: true, d: false, e: true, f: false, g: true },
      expected: { data: { box: { volume: 6, rate: 'GOLD/10', shipping: 20, id: 'b1' } } },
    },
    {
      name: 'behind @include with a variable',
      query: 'query ($with: Boolean!) { boxes { id shipping @include(if: $with) volume @skip(if: $with) } }',
      variables: { with: true },
      expected: {
        data: {
          boxes: [
            { id: 'b1', shipping: 20 },
            { id: 'b2', shipping: 40 },
            { id: 'b3', shipping: null },
          ],
        },
      },
    },
  ],
};
