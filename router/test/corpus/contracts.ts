import { reference, subgraph, type Suite } from './suite.ts';

const users = [
  { id: 'u1', name: 'Ada', ssn: '111', level: 'PUBLIC', kind: { __typename: 'Admin', key: 'k' } },
  { id: 'u2', name: 'Bob', ssn: '222', level: 'PUBLIC', kind: { __typename: 'Guest', badge: 7 } },
];

/** `@inaccessible` and `@tag`: what clients cannot see still works as keys and requirements. */
export const contracts: Suite = {
  name: '@inaccessible and @tag',
  subgraphs: [
    subgraph(
      'users',
      '@key @inaccessible @tag @shareable',
      `type Query @tag(name: "public") {
         users(secret: Int @inaccessible, limit: Int): [User!]! @tag(name: "public")
         hidden: String @inaccessible
         levels: [Level!]!
       }
       type User @key(fields: "ssn") {
         id: ID! @tag(name: "public") name: String! ssn: ID! @inaccessible level: Level! kind: Kind note: Note @inaccessible
       }
       enum Level @tag(name: "x") { PUBLIC INTERNAL @inaccessible }
       union Kind = Admin | Guest
       type Admin @inaccessible { key: String! }
       type Guest { badge: Int! }
       type Note @inaccessible { text: String! }
       input Filter { a: Int b: Int @inaccessible }`,
      {
        Query: {
          users: (_: unknown, { limit = 9 }: { limit?: number }) => users.slice(0, limit),
          hidden: () => 'hidden',
          levels: () => ['PUBLIC', 'INTERNAL'],
        },
        User: { __resolveReference: reference(users), note: () => ({ text: 'note' }) },
      },
    ),
    subgraph(
      'accounts',
      '@key @external @requires @inaccessible @shareable',
      `type User @key(fields: "ssn") {
         ssn: ID! note: Note @external balance: Int! memo: String @requires(fields: "note { text }")
       }
       type Note { text: String! @external }`,
      {
        User: {
          __resolveReference: (row: { ssn: string }) => row,
          balance: ({ ssn }: { ssn: string }) => Number(ssn),
          memo: ({ note }: { note: { text: string } }) => `memo of ${note.text}`,
        },
      },
    ),
  ],
  cases: [
    {
      name: 'a key that clients cannot see joins subgraphs',
      query: '{ users { name balance } }',
      expected: {
        data: {
          users: [
            { name: 'Ada', balance: 111 },
            { name: 'Bob', balance: 222 },
          ],
        },
      },
    },
    {
      name: 'a required field that clients cannot see',
      query: '{ users(limit: 1) { memo } }',
      expected: { data: { users: [{ memo: 'memo of note' }] } },
    },
    {
      name: 'a hidden field is not there',
      query: '{ users { ssn } }',
      expected: { data: undefined, errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    },
    {
      name: 'a hidden root field is not there',
      query: '{ hidden }',
      expected: { data: undefined, errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    },
    {
      name: 'a hidden argument is not there',
      query: '{ users(secret: 1) { id } }',
      expected: { data: undefined, errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    },
    {
      name: 'a hidden type is not there',
      query: '{ users { kind { ... on Admin { key } } } }',
      expected: { data: undefined, errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    },
    {
      name: 'an object of a hidden type is null',
      query: '{ users { name kind { __typename ... on Guest { badge } } } }',
      expected: {
        data: {
          users: [
            { name: 'Ada', kind: null },
            { name: 'Bob', kind: { __typename: 'Guest', badge: 7 } },
          ],
        },
        errors: [{ path: ['users', 0, 'kind'], code: 'RESPONSE_VALIDATION_FAILED' }],
      },
    },
    {
      name: 'a hidden value of an enum does not come out',
      query: '{ levels }',
      expected: { data: null, errors: [{ path: ['levels', 1], code: 'RESPONSE_VALIDATION_FAILED' }] },
    },
    {
      name: 'introspection shows nothing that is hidden',
      query:
        '{ user: __type(name: "User") { fields { name } } note: __type(name: "Note") { name } level: __type(name: "Level") { enumValues { name } } kind: __type(name: "Kind") { possibleTypes { name } } }',
      expected: {
        data: {
          user: {
            fields: ['balance', 'memo', 'id', 'name', 'level', 'kind'].map((name) => ({ name })),
          },
          note: null,
          level: { enumValues: [{ name: 'PUBLIC' }] },
          kind: { possibleTypes: [{ name: 'Guest' }] },
        },
      },
    },
    {
      name: 'a tag changes nothing',
      query: '{ users { id level } }',
      expected: {
        data: {
          users: [
            { id: 'u1', level: 'PUBLIC' },
            { id: 'u2', level: 'PUBLIC' },
          ],
        },
      },
    },
  ],
};
