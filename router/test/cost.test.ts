import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Kind, parse, type FragmentDefinitionNode } from 'graphql';
import { createCostModel } from '../src/cost/cost.ts';
import { readWeights } from '../src/cost/weights.ts';
import { createSupergraph } from '../src/supergraph.ts';
import { compose } from './support/test-graph.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", { name: "@listSize", as: "@size" }])\n`;
const sdl = compose(
  [
    {
      name: 'shop',
      sdl:
        link +
        /* GraphQL */ `
          type Query {
            name: String
            me: User
            users(first: Int = 3): [User!]! @size(slicingArguments: ["first"])
            page(input: PageInput!): UserPage! @size(assumedSize: 99, sizedFields: ["edges", "nodes"])
            some: [User] @size(assumedSize: 7)
            any: [User]
            animals: [Animal!]! @size(assumedSize: 2)
            slow: Int @cost(weight: 40)
            priced(by: Int @cost(weight: 5)): Int
            either(first: Int, last: Int): [User] @size(slicingArguments: ["first", "last"])
          }
          type Mutation {
            save(input: SaveInput!): User
          }
          input PageInput {
            page: Paging!
          }
          input Paging {
            first: Int!
          }
          input SaveInput {
            image: String @cost(weight: 9)
            tags: [Tag!]
          }
          input Tag {
            name: String
          }
          type User {
            id: ID!
            friends: [User!] @size(assumedSize: 5)
            avatar: Avatar
          }
          type Avatar @cost(weight: 3) {
            url: String
          }
          type UserPage {
            edges: [UserEdge!]!
            nodes: [User!]!
            total: Int
          }
          type UserEdge {
            node: User!
          }
          interface Animal {
            name: String
          }
          type Cat implements Animal {
            name: String
            owner: User
          }
          type Dog implements Animal {
            name: String
            walks: [Walk!] @size(assumedSize: 4)
          }
          type Walk {
            metres: Int
          }
        `,
      resolvers: {},
    },
  ],
  [],
);
const schema = createSupergraph(sdl).apiSchema;
// Paths into arguments are known to routers, not yet to composition.
const withPath = sdl.replace('assumedSize: 99', 'slicingArguments: ["input.page.first"]');
const costOf = createCostModel(readWeights(withPath), schema, { defaultLength: 10, isStrict: true, free: [] });

function costs(query: string) {
  const { definitions } = parse(query);
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return costOf(operation, new Map(fragments.map((node): [string, FragmentDefinitionNode] => [node.name.value, node])));
}
const estimate = (query: string, variables = {}) => costs(query).estimate(variables);

/** A selection on User, and its cost as it is defined, computed anew each time. */
type Selection = { text(alias: string): string; cost(no: boolean): number };

const fragment = 'fragment F on User { friends @skip(if: $no) { id } avatar { url } }';

function aSelection(depth: number): fc.Arbitrary<Selection> {
  const leaf = fc.constantFrom<Selection>(
    { text: (alias) => `a${alias}: id`, cost: () => 0 },
    { text: (alias) => `a${alias}: avatar @include(if: $no) { url }`, cost: (no) => (no ? 3 : 0) },
    { text: () => '...F', cost: (no) => 3 + (no ? 0 : 5) },
    { text: () => '... on User @skip(if: $no) { ...F }', cost: (no) => (no ? 0 : 3 + 5) },
  );
  if (depth === 0) return leaf;
  const inside = fc.array(aSelection(depth - 1), { minLength: 1, maxLength: 3 });
  const list = inside.map((parts): Selection => ({
    text: (alias) => `a${alias}: friends { ${parts.map(({ text }, index) => text(`${alias}_${index}`)).join(' ')} }`,
    cost: (no) => 5 * (1 + parts.reduce((sum, part) => sum + part.cost(no), 0)),
  }));
  return fc.oneof(leaf, list);
}

describe('the estimated cost', () => {
  it.each([
    ['a leaf is free', '{ name }', {}, 0],
    ['an object costs one', '{ me { id } }', {}, 1],
    ['a list costs its objects', '{ some { id } }', {}, 7],
    ['a list that says nothing has the default length', '{ any { id } }', {}, 10],
    ['the argument that slices counts', '{ users(first: 20) { id } }', {}, 20],
    ['so does its default', '{ users { id } }', {}, 3],
    ['so does a variable', 'query ($n: Int) { users(first: $n) { id } }', { n: 6 }, 6],
    ['lists inside lists multiply', '{ users(first: 2) { friends { id } } }', {}, 2 * (1 + 5)],
    [
      'a connection gives its length to the lists that it names',
      'query ($n: Int!) { page(input: { page: { first: $n } }) { edges { node { id } } nodes { id } total } }',
      { n: 4 },
      2 + 1 + 4 * (1 + 1) + 4,
    ],
    ['a field weighs what it says', '{ slow }', {}, 40],
    ['a type weighs what it says', '{ me { avatar { url } } }', {}, 1 + 3],
    ['an argument weighs what it says, when it is sent', '{ a: priced(by: 1) b: priced }', {}, 5],
    ['a mutation costs ten, and its input', 'mutation { save(input: { image: "x" }) { id } }', {}, 10 + 1 + 9 + 1],
    [
      'objects in lists of an input cost one each',
      'mutation ($i: SaveInput!) { save(input: $i) { id } }',
      { i: { tags: [{ name: 'a' }, { name: 'b' }] } },
      10 + 1 + 2 + 1,
    ],
    [
      'of types that exclude each other the dearest counts',
      '{ animals { name ... on Cat { owner { id } } ... on Dog { walks { metres } } } }',
      {},
      2 * (1 + 4),
    ],
    [
      'what is skipped is free',
      'query ($no: Boolean!) { me @skip(if: $no) { id } some @include(if: false) { id } }',
      { no: true },
      0,
    ],
    ['what is not skipped is not', 'query ($no: Boolean!) { me @skip(if: $no) { id } }', { no: false }, 1],
    [
      'fragments count where they are spread',
      '{ me { ...F } a: me { ...F } } fragment F on User { friends { id } }',
      {},
      12,
    ],
    ['introspection is free', '{ __schema { types { name } } __typename }', {}, 0],
    ['a negative length is none', '{ users(first: -5) { id } }', {}, 0],
  ])('%s', (_, query, variables, expected) => {
    expect(estimate(query, variables)).toBe(expected);
  });

  it('needs exactly one of several arguments that slice', () => {
    expect(estimate('{ either(last: 3) { id } }')).toBe(3);
    for (const query of ['{ either { id } }', '{ either(first: 1, last: 2) { id } }'])
      expect(() => estimate(query)).toThrow('exactly one of the arguments first, last');
  });

  it('is found in no time for fragments that double at each level', () => {
    const levels = Array.from({ length: 60 }, (_, level) => level);
    const fragments = levels.map(
      (level) =>
        `fragment F${level} on User { ${level === 59 ? 'id' : `a: friends { ...F${level + 1} } b: friends { ...F${level + 1} }`} }`,
    );
    expect(estimate(`{ me { ...F0 } } ${fragments.join('\n')}`)).toBeGreaterThan(1e40);
  });

  it('is a number when none of something infinite is asked for', () => {
    const fragments = Array.from({ length: 500 }, (_, level) => {
      const inside = level === 499 ? 'id' : `...F${level + 1}`;
      return `fragment F${level} on User { a: friends { ${inside} } b: friends { ${inside} } }`;
    });
    expect(estimate(`{ me { ...F0 } } ${fragments.join(' ')}`)).toBe(Infinity);
    expect(estimate(`{ users(first: 0) { ...F0 } some { id } } ${fragments.join(' ')}`)).toBe(7);
  });

  it('is found in no time for fragments that double in one place', () => {
    const fragments = Array.from({ length: 60 }, (_, level) => {
      const spread = `...F${level + 1}`;
      return `fragment F${level} on UserPage { ${level === 59 ? 'nodes { id }' : `${spread} ${spread}`} }`;
    });
    const query = `{ page(input: { page: { first: 2 } }) { ...F0 } } ${fragments.join('\n')}`;
    expect(estimate(query)).toBeGreaterThan(1e15);
  });

  it('is the same with the variables of every request', () => {
    const { estimate: replay } = costs(
      'query ($n: Int, $no: Boolean!) { users(first: $n) { friends @skip(if: $no) { id } } }',
    );
    fc.assert(
      fc.property(fc.nat(1_000), fc.boolean(), (n, no) => {
        expect(replay({ n, no })).toBe(n * (1 + (no ? 0 : 5)));
      }),
    );
  });

  it('is what a naive recomputation of any operation finds', () => {
    fc.assert(
      fc.property(fc.array(aSelection(3), { minLength: 1, maxLength: 4 }), fc.nat(50), fc.boolean(), (parts, n, no) => {
        const body = parts.map(({ text }, index) => `u${index}: users(first: $n) { ${text(`${index}`)} }`).join(' ');
        const query = `query ($n: Int, $no: Boolean!) { ${body} } ${fragment}`;
        const naive = parts.reduce((sum, { cost }) => sum + n * (1 + cost(no)), 0);
        const { estimate: replay } = costs(query);
        replay({ n: n + 1, no: !no });
        expect(replay({ n, no })).toBe(naive);
      }),
    );
  });
});

describe('the actual cost', () => {
  const query = '{ users(first: 20) { friends { id } avatar { url } } slow }';

  it('is that of what is in the answer', () => {
    const { actual } = costs(query);
    expect(actual({ users: [], slow: null }, {})).toBe(0);
    expect(actual({ users: [{ friends: [{ id: '1' }, { id: '2' }], avatar: null }], slow: 1 }, {})).toBe(1 + 2 + 40);
    expect(actual(null, {})).toBe(0);
  });

  it('counts a field once that is asked for twice', () => {
    const { actual } = costs('{ me { id } me { friends { id } } ...F } fragment F on Query { me { id } }');
    expect(actual({ me: { id: '1', friends: [{ id: '2' }] } }, {})).toBe(2);
  });

  it('is never above the estimate while lists keep to their lengths', () => {
    const user = fc.record({
      friends: fc.option(fc.array(fc.record({ id: fc.string() }), { maxLength: 5 })),
      avatar: fc.option(fc.record({ url: fc.string() })),
    });
    const { actual, estimate: before } = costs(query);
    fc.assert(
      fc.property(fc.record({ users: fc.array(user, { maxLength: 20 }), slow: fc.option(fc.integer()) }), (data) => {
        expect(actual(data, {})).toBeLessThanOrEqual(before({}));
      }),
    );
  });
});
