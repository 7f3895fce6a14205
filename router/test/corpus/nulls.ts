import { GraphQLError } from 'graphql';
import { reference, subgraph, type Suite } from './suite.ts';

const fail = (message: string) => () => {
  throw new GraphQLError(message, { extensions: { code: 'TEAPOT' } });
};
const nodes = [
  { id: 'n1', name: 'one', strict: 'yes' },
  { id: 'n2', name: 'two', strict: null },
  { id: 'n3', name: 'three', strict: 'yes' },
];
const extras = [
  { id: 'n1', score: 1, must: 10 },
  { id: 'n2', score: null, must: 20 },
  { id: 'n3', score: 3, must: null },
];

/** Nulls move up to the nearest nullable parent, errors say where they came from, in every subgraph and across them. */
export const nulls: Suite = {
  name: 'null propagation and error paths',
  subgraphs: [
    subgraph(
      'nodes',
      '@key',
      `type Query {
         nodes: [Node!]! loose: [Node]! maybe: [Node!] node(id: ID!): Node
         failing: String strictFailing: String! holder: Holder matrix: [[Int!]]
       }
       type Node @key(fields: "id") { id: ID! name: String! strict: String! bad: String parent: Node }
       type Holder { deep: Deep! other: String }
       type Deep { value: String! node: Node! }`,
      {
        Query: {
          nodes: () => nodes,
          loose: () => [nodes[0], null, nodes[2]],
          maybe: () => nodes,
          node: (_: unknown, { id }: { id: string }) => nodes.find((node) => node.id === id) ?? null,
          failing: fail('no'),
          strictFailing: fail('never'),
          holder: () => ({ deep: {}, other: 'kept?' }),
          matrix: () => [[1, 2], [3, null], null],
        },
        Node: { __resolveReference: reference(nodes), bad: fail('bad'), parent: () => nodes[0] },
        Deep: { value: fail('deep'), node: () => nodes[2] },
      },
    ),
    subgraph(
      'extras',
      '@key',
      `type Query { scored: [Node!]! }
       type Node @key(fields: "id") { id: ID! score: Int must: Int! solid: Int! broken: String mine: [Piece!] gone: Gone }
       type Piece { size: Int! }
       type Gone @key(fields: "id") { id: ID! }`,
      {
        Query: { scored: () => extras.slice(0, 2) },
        Node: {
          __resolveReference: reference(extras),
          broken: ({ id }: { id: string }) => (id === 'n2' ? fail('broken')() : id),
          solid: () => 1,
          mine: ({ id }: { id: string }) => [{ size: 1 }, { size: id === 'n1' ? 2 : null }],
          gone: () => ({ id: 'g1' }),
        },
      },
    ),
    subgraph('gone', '@key', `type Gone @key(fields: "id") { id: ID! title: String! note: String }`, {
      Gone: { __resolveReference: () => null },
    }),
  ],
  cases: [
    {
      name: 'a nullable field that fails',
      query: '{ failing node(id: "n1") { name } }',
      expected: {
        data: { failing: null, node: { name: 'one' } },
        errors: [{ path: ['failing'], code: 'TEAPOT' }],
      },
    },
    {
      name: 'a non-null root field that fails takes everything',
      query: '{ node(id: "n1") { name } strictFailing }',
      expected: { data: null, errors: [{ path: ['strictFailing'], code: 'TEAPOT' }] },
    },
    {
      name: 'a non-null field inside a nullable object',
      query: '{ node(id: "n2") { name strict } }',
      expected: {
        data: { node: null },
        errors: [{ path: ['node', 'strict'], code: 'INTERNAL_SERVER_ERROR' }],
      },
    },
    {
      name: 'a failing field two objects down, under aliases',
      query: '{ h: holder { d: deep { v: value } other } }',
      expected: { data: { h: null }, errors: [{ path: ['h', 'd', 'v'], code: 'TEAPOT' }] },
    },
    {
      name: 'a null item of a list of nullable items',
      query: '{ loose { name } }',
      expected: { data: { loose: [{ name: 'one' }, null, { name: 'three' }] } },
    },
    {
      name: 'a null in a list of non-null items takes the list',
      query: '{ maybe { name strict } }',
      expected: {
        data: { maybe: null },
        errors: [{ path: ['maybe', 1, 'strict'], code: 'INTERNAL_SERVER_ERROR' }],
      },
    },
    {
      name: 'a null in an inner list takes the inner list',
      query: '{ matrix }',
      expected: {
        data: { matrix: [[1, 2], null, null] },
        errors: [{ path: ['matrix', 1, 1], code: 'INTERNAL_SERVER_ERROR' }],
      },
    },
    {
      name: 'errors of several items',
      query: '{ nodes { id bad } }',
      expected: {
        data: {
          nodes: [
            { id: 'n1', bad: null },
            { id: 'n2', bad: null },
            { id: 'n3', bad: null },
          ],
        },
        errors: [
          { path: ['nodes', 0, 'bad'], code: 'TEAPOT' },
          { path: ['nodes', 1, 'bad'], code: 'TEAPOT' },
          { path: ['nodes', 2, 'bad'], code: 'TEAPOT' },
        ],
      },
    },
    {
      name: 'a failing nullable field of another subgraph',
      query: '{ nodes { name it: broken } }',
      expected: {
        data: {
          nodes: [
            { name: 'one', it: 'n1' },
            { name: 'two', it: null },
            { name: 'three', it: 'n3' },
          ],
        },
        errors: [{ path: ['nodes', 1, 'it'], code: 'TEAPOT' }],
      },
    },
    {
      name: 'a null non-null field of another subgraph takes its object, not the others',
      query: '{ loose { name must } }',
      expected: {
        data: { loose: [{ name: 'one', must: 10 }, null, null] },
        errors: [{ path: ['loose', 2, 'must'], code: 'INTERNAL_SERVER_ERROR' }],
      },
    },
    {
      name: 'a null non-null field of another subgraph takes a list of non-null items',
      query: '{ maybe { name must } failing }',
      expected: {
        data: { maybe: null, failing: null },
        errors: [
          { path: ['failing'], code: 'TEAPOT' },
          { path: ['maybe', 2, 'must'], code: 'INTERNAL_SERVER_ERROR' },
        ],
      },
    },
    {
      name: 'a null non-null field of another subgraph takes everything when nothing is nullable',
      query: '{ nodes { must } }',
      expected: { data: null, errors: [{ path: ['nodes', 2, 'must'], code: 'INTERNAL_SERVER_ERROR' }] },
    },
    {
      name: 'a null inside a list of values of another subgraph',
      query: '{ scored { id mine { size } } }',
      expected: {
        data: {
          scored: [
            { id: 'n1', mine: [{ size: 1 }, { size: 2 }] },
            { id: 'n2', mine: null },
          ],
        },
        errors: [{ path: ['scored', 1, 'mine', 1, 'size'], code: 'INTERNAL_SERVER_ERROR' }],
      },
    },
    {
      name: 'an entity that its subgraph does not know, of which a nullable field is asked',
      query: '{ scored { gone { id note } } }',
      expected: { data: { scored: [{ gone: { id: 'g1', note: null } }, { gone: { id: 'g1', note: null } }] } },
    },
    {
      name: 'an entity that its subgraph does not know, of which a non-null field is asked',
      query: '{ scored { gone { id title } } }',
      expected: {
        data: { scored: [{ gone: null }, { gone: null }] },
        errors: [
          { path: ['scored', 0, 'gone', 'title'], code: 'RESPONSE_VALIDATION_FAILED' },
          { path: ['scored', 1, 'gone', 'title'], code: 'RESPONSE_VALIDATION_FAILED' },
        ],
      },
    },
    {
      name: 'what falls with a failing field of the same entity has no error of its own',
      query: '{ loose { id solid must } }',
      expected: {
        data: { loose: [{ id: 'n1', solid: 1, must: 10 }, null, null] },
        errors: [{ path: ['loose', 2, 'must'], code: 'INTERNAL_SERVER_ERROR' }],
      },
    },
    {
      name: 'a non-null root field that fails beside one of the same subgraph before it',
      query: '{ nodes { id } strictFailing }',
      expected: { data: null, errors: [{ path: ['strictFailing'], code: 'TEAPOT' }] },
    },
    {
      name: 'one entity at two places, its error at both',
      query: '{ a: node(id: "n2") { broken } b: node(id: "n2") { broken } }',
      expected: {
        data: { a: { broken: null }, b: { broken: null } },
        errors: [
          { path: ['a', 'broken'], code: 'TEAPOT' },
          { path: ['b', 'broken'], code: 'TEAPOT' },
        ],
      },
    },
    {
      name: 'what the client did not ask cannot fail',
      query: '{ nodes { name } holder { other } }',
      expected: { data: { nodes: [{ name: 'one' }, { name: 'two' }, { name: 'three' }], holder: { other: 'kept?' } } },
    },
  ],
};
