import { reference, subgraph, type Suite } from './suite.ts';

const users = [
  { id: 'u1', name: 'Ada', friends: ['u2'], address: { city: 'Kyoto', zip: '600' } },
  { id: 'u2', name: 'Bob', friends: ['u1', 'u3'], address: null },
  { id: 'u3', name: 'Cyd', friends: [], address: { city: 'Nara', zip: '630' } },
];
const posts = [
  { id: 'u1', posts: [{ id: 'x1', title: 'First', author: { id: 'u1' } }] },
  {
    id: 'u2',
    posts: [
      { id: 'x2', title: 'Second', author: { id: 'u2' } },
      { id: 'x3', title: 'Third', author: { id: 'u2' } },
    ],
  },
  { id: 'u3', posts: [] },
];
const byId = (id: string) => users.find((user) => user.id === id) ?? null;

/** Fragments, aliases, `@skip` and `@include`, key order, `__typename` everywhere. */
export const selections: Suite = {
  name: 'fragments, aliases, conditions, order',
  subgraphs: [
    subgraph(
      'users',
      '@key @shareable',
      `type Query { users: [User!]! user(id: ID!): User }
       type User @key(fields: "id") { id: ID! name: String! friends: [User!]! address: Address }
       type Address @shareable { city: String! zip: String! }`,
      {
        Query: { users: () => users, user: (_: unknown, { id }: { id: string }) => byId(id) },
        User: {
          __resolveReference: reference(users),
          friends: ({ friends }: { friends: string[] }) => friends.map(byId),
        },
      },
    ),
    subgraph(
      'posts',
      '@key',
      `type Query { posts: [Post!]! }
       type User @key(fields: "id") { id: ID! posts(first: Int = 10): [Post!]! karma: Int }
       type Post @key(fields: "id") { id: ID! title: String! author: User! }`,
      {
        Query: { posts: () => posts.flatMap((row) => row.posts) },
        User: {
          __resolveReference: reference(posts),
          posts: (row: (typeof posts)[number], { first }: { first: number }) => row.posts.slice(0, first),
          karma: ({ id }: { id: string }) => Number(id.slice(1)) * 10,
        },
      },
    ),
  ],
  cases: [
    {
      name: 'keys in the order of the query, whichever subgraph answers first',
      query: '{ user(id: "u1") { karma name posts { title id } id } }',
      expected: { data: { user: { karma: 10, name: 'Ada', posts: [{ title: 'First', id: 'x1' }], id: 'u1' } } },
    },
    {
      name: 'root fields of two subgraphs in the order of the query',
      query: '{ posts { id } a: user(id: "u3") { id } __typename b: user(id: "u1") { name } }',
      expected: {
        data: {
          posts: [{ id: 'x1' }, { id: 'x2' }, { id: 'x3' }],
          a: { id: 'u3' },
          __typename: 'Query',
          b: { name: 'Ada' },
        },
      },
    },
    {
      name: 'one field under several aliases with different selections',
      query: '{ a: user(id: "u1") { x: name y: name } b: user(id: "u2") { name karma } }',
      expected: { data: { a: { x: 'Ada', y: 'Ada' }, b: { name: 'Bob', karma: 20 } } },
    },
    {
      name: 'one field of another subgraph with different arguments under aliases',
      query: '{ user(id: "u2") { one: posts(first: 1) { id } all: posts { title } none: posts(first: 0) { id } } }',
      expected: {
        data: { user: { one: [{ id: 'x2' }], all: [{ title: 'Second' }, { title: 'Third' }], none: [] } },
      },
    },
    {
      name: 'aliases that swap two fields',
      query: '{ user(id: "u1") { id: name name: id } }',
      expected: { data: { user: { id: 'Ada', name: 'u1' } } },
    },
    {
      name: 'aliases that swap two fields beside one of another subgraph',
      query: '{ users { karma: name id: karma name: id } }',
      expected: {
        data: {
          users: [
            { karma: 'Ada', id: 10, name: 'u1' },
            { karma: 'Bob', id: 20, name: 'u2' },
            { karma: 'Cyd', id: 30, name: 'u3' },
          ],
        },
      },
    },
    {
      name: 'an alias that is __typename of an entity',
      query: '{ user(id: "u1") { id: __typename karma } }',
      expected: { data: { user: { id: 'User', karma: 10 } } },
    },
    {
      name: 'a field asked twice is answered once, with both selections',
      query: '{ user(id: "u1") { address { city } karma address { zip } } }',
      expected: { data: { user: { address: { city: 'Kyoto', zip: '600' }, karma: 10 } } },
    },
    {
      name: 'nested fragments',
      query: `{ user(id: "u2") { ...A } } fragment A on User { ...B friends { ...B } } fragment B on User { ...C karma } fragment C on User { name }`,
      expected: {
        data: {
          user: {
            name: 'Bob',
            karma: 20,
            friends: [
              { name: 'Ada', karma: 10 },
              { name: 'Cyd', karma: 30 },
            ],
          },
        },
      },
    },
    {
      name: 'inline fragments without a type',
      query: '{ user(id: "u3") { ... { name } ... @include(if: true) { karma } ... @skip(if: true) { id } } }',
      expected: { data: { user: { name: 'Cyd', karma: 30 } } },
    },
    {
      name: 'entities inside entities, back and forth',
      query: '{ user(id: "u1") { friends { posts { author { friends { karma } } } } } }',
      expected: {
        data: {
          user: {
            friends: [
              {
                posts: [
                  { author: { friends: [{ karma: 10 }, { karma: 30 }] } },
                  { author: { friends: [{ karma: 10 }, { karma: 30 }] } },
                ],
              },
            ],
          },
        },
      },
    },
    {
      name: '__typename at every level',
      query: '{ __typename user(id: "u1") { __typename address { __typename city } posts { t: __typename } } }',
      expected: {
        data: {
          __typename: 'Query',
          user: { __typename: 'User', address: { __typename: 'Address', city: 'Kyoto' }, posts: [{ t: 'Post' }] },
        },
      },
    },
    {
      name: '@include(false) on a field of another subgraph',
      query: '{ user(id: "u1") { name karma @include(if: false) } }',
      expected: { data: { user: { name: 'Ada' } } },
    },
    {
      name: '@skip by a variable on a field of another subgraph',
      query: 'query ($s: Boolean!) { users { id karma @skip(if: $s) } }',
      variables: { s: true },
      expected: { data: { users: [{ id: 'u1' }, { id: 'u2' }, { id: 'u3' }] } },
    },
    {
      name: '@skip and @include on one field: both must agree',
      query:
        'query ($y: Boolean!, $n: Boolean!) { user(id: "u1") { a: karma @skip(if: $n) @include(if: $y) b: karma @skip(if: $y) @include(if: $y) c: karma @skip(if: $n) @include(if: $n) } }',
      variables: { y: true, n: false },
      expected: { data: { user: { a: 10 } } },
    },
    {
      name: 'a field that is skipped once and asked once',
      query: 'query ($s: Boolean = true) { user(id: "u1") { karma @skip(if: $s) karma name @include(if: $s) } }',
      expected: { data: { user: { karma: 10, name: 'Ada' } } },
    },
    {
      name: 'a condition on a root field',
      query: 'query ($with: Boolean!) { posts @include(if: $with) { id } user(id: "u1") @skip(if: $with) { name } }',
      variables: { with: false },
      expected: { data: { user: { name: 'Ada' } } },
    },
    {
      name: 'a condition that leaves nothing',
      query: 'query ($with: Boolean!) { posts @include(if: $with) { id } }',
      variables: { with: false },
      expected: { data: {} },
    },
    {
      name: 'a condition on a fragment with fields of both subgraphs',
      query: 'query ($with: Boolean!) { users { id ...F @include(if: $with) } } fragment F on User { name karma }',
      variables: { with: true },
      expected: {
        data: {
          users: [
            { id: 'u1', name: 'Ada', karma: 10 },
            { id: 'u2', name: 'Bob', karma: 20 },
            { id: 'u3', name: 'Cyd', karma: 30 },
          ],
        },
      },
    },
    {
      name: 'a condition inside a condition',
      query:
        'query ($a: Boolean!, $b: Boolean!) { user(id: "u2") { ... @include(if: $a) { name ... @skip(if: $b) { karma } } id } }',
      variables: { a: true, b: false },
      expected: { data: { user: { name: 'Bob', karma: 20, id: 'u2' } } },
    },
    {
      name: 'an object of which every field is skipped',
      query: '{ user(id: "u1") { address { city @skip(if: true) } name } }',
      expected: { data: { user: { address: {}, name: 'Ada' } } },
    },
    {
      name: 'an included object of which every field is skipped',
      query:
        'query ($a: Boolean!, $b: Boolean!) { user(id: "u1") { address @include(if: $a) { city @skip(if: $b) } name } }',
      variables: { a: true, b: true },
      expected: { data: { user: { address: {}, name: 'Ada' } } },
    },
    {
      name: 'a field that is never included beside itself',
      query:
        'query ($a: Boolean!) { user(id: "u2") { friends @include(if: false) { name } friends @include(if: $a) { id } } }',
      variables: { a: true },
      expected: { data: { user: { friends: [{ id: 'u1' }, { id: 'u3' }] } } },
    },
  ],
};
