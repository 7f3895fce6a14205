import type { JsonObject } from '../../src/engine/result.ts';
import { subgraph, type Suite } from './suite.ts';

const log: string[] = [];
const write = (_: unknown, { text }: { text: string }) => {
  log.push(text);
  return { id: text, log: log.join('') };
};

/** Mutations: one after the other, also over several subgraphs, and each sees what the ones before it did. */
export const mutations: Suite = {
  name: 'mutations',
  subgraphs: [
    subgraph(
      'writer',
      '@key',
      `type Query { log: String! }
       type Mutation { write(text: String!): Entry! clear: Boolean! refuse: Entry refuseHard: Entry! }
       type Entry @key(fields: "id") { id: ID! log: String! }`,
      {
        Query: { log: () => log.join('') },
        Mutation: {
          write,
          clear: () => log.splice(0).length >= 0,
          refuse: () => null,
          refuseHard: () => null,
        },
      },
    ),
    subgraph(
      'other',
      '@key',
      `type Mutation { writeOther(text: String!): Entry! }
       type Entry @key(fields: "id") { id: ID! length: Int! seen: String! }`,
      {
        Mutation: { writeOther: write },
        Entry: {
          __resolveReference: (entry: JsonObject) => entry,
          length: ({ id }: { id: string }) => id.length,
          seen: () => log.join(''),
        },
      },
    ),
  ],
  cases: [
    {
      name: 'one after the other',
      query: 'mutation { clear a: write(text: "a") { log } b: write(text: "b") { log } }',
      expected: { data: { clear: true, a: { log: 'a' }, b: { log: 'ab' } } },
    },
    {
      name: 'one after the other over two subgraphs',
      query:
        'mutation { clear a: write(text: "a") { log } b: writeOther(text: "b") { log: seen } c: write(text: "c") { log } }',
      expected: { data: { clear: true, a: { log: 'a' }, b: { log: 'ab' }, c: { log: 'abc' } } },
    },
    {
      name: 'the order is that of the query, not of the subgraphs',
      query: 'mutation { clear b: writeOther(text: "b") { seen } a: write(text: "a") { log } }',
      expected: { data: { clear: true, b: { seen: 'b' }, a: { log: 'ba' } } },
    },
    {
      name: 'fields of another subgraph on what a mutation returns',
      query: 'mutation { clear write(text: "abc") { length log id } }',
      expected: { data: { clear: true, write: { length: 3, log: 'abc', id: 'abc' } } },
    },
    {
      name: 'the same mutation twice is done twice',
      query: 'mutation { clear x: write(text: "x") { id } y: write(text: "x") { log } }',
      expected: { data: { clear: true, x: { id: 'x' }, y: { log: 'xx' } } },
    },
    {
      name: 'variables of several mutations',
      query:
        'mutation ($a: String!, $b: String!) { clear a: write(text: $a) { log } b: writeOther(text: $b) { length } }',
      variables: { a: 'p', b: 'qq' },
      expected: { data: { clear: true, a: { log: 'p' }, b: { length: 2 } } },
    },
    {
      name: 'a null result does not stop the next',
      query: 'mutation { clear refuse { id } write(text: "z") { log } }',
      expected: { data: { clear: true, refuse: null, write: { log: 'z' } } },
    },
    {
      name: 'conditions on mutations',
      query:
        'mutation ($no: Boolean!) { clear skipped: write(text: "s") @include(if: $no) { id } write(text: "w") { log } }',
      variables: { no: false },
      expected: { data: { clear: true, write: { log: 'w' } } },
    },
    {
      name: 'a mutation with a condition and without is done once',
      query: `mutation ($yes: Boolean!) {
        clear write(text: "o") { id } ... on Mutation @skip(if: $yes) { __typename }
        ... on Mutation @include(if: $yes) { write(text: "o") { log } }
      }`,
      variables: { yes: true },
      expected: { data: { clear: true, write: { id: 'o', log: 'o' } } },
    },
    {
      name: 'the order is that of the query in fragments too',
      query: `mutation { clear ... { ... on Mutation { a: write(text: "a") { log } } ...Last } }
              fragment Last on Mutation { b: write(text: "b") { log } a: write(text: "a") { id } }`,
      expected: { data: { clear: true, a: { log: 'a', id: 'a' }, b: { log: 'ab' } } },
    },
    {
      name: 'the type name of the root',
      query: 'mutation { __typename clear }',
      expected: { data: { __typename: 'Mutation', clear: true } },
    },
    {
      name: 'a null of a non-null mutation takes everything',
      query: 'mutation { clear refuseHard { id } }',
      expected: { data: null, errors: [{ path: ['refuseHard'], code: 'INTERNAL_SERVER_ERROR' }] },
    },
  ],
};
