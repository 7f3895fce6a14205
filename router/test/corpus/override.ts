import { reference, subgraph, type Suite } from './suite.ts';

const users = [
  { id: 'u1', name: 'old Ada', mail: 'ada@old', phone: 'old 1', plan: 'old free' },
  { id: 'u2', name: 'old Bob', mail: 'bob@old', phone: 'old 2', plan: 'old paid' },
];
const profiles = [
  { id: 'u1', name: 'new Ada', mail: 'ada@new', phone: 'new 1', plan: 'new free' },
  { id: 'u2', name: 'new Bob', mail: 'bob@new', phone: 'new 2', plan: 'new paid' },
];

/** `@override`: a field moved at once, and fields that move by a label. */
export const override: Suite = {
  name: '@override',
  subgraphs: [
    subgraph(
      'users',
      '@key',
      `type Query { users: [User!]! status: String! }
       type User @key(fields: "id") { id: ID! name: String! mail: String! phone: String! plan: String! }`,
      {
        Query: { users: () => users, status: () => 'old' },
        User: { __resolveReference: reference(users) },
      },
    ),
    subgraph(
      'profiles',
      '@key @override',
      `type Query { profiles: [User!]! status: String! @override(from: "users") }
       type User @key(fields: "id") {
         id: ID!
         name: String! @override(from: "users")
         mail: String! @override(from: "users", label: "on")
         phone: String! @override(from: "users", label: "off")
         plan: String! @override(from: "users", label: "percent(100)")
       }`,
      {
        Query: { profiles: () => profiles, status: () => 'new' },
        User: { __resolveReference: reference(profiles) },
      },
    ),
  ],
  overrideLabels: { on: true },
  cases: [
    {
      name: 'a field comes from where it moved to',
      query: '{ users { name } }',
      expected: { data: { users: [{ name: 'new Ada' }, { name: 'new Bob' }] } },
    },
    { name: 'a root field comes from where it moved to', query: '{ status }', expected: { data: { status: 'new' } } },
    {
      name: 'a label that is on',
      query: '{ users { mail } }',
      expected: { data: { users: [{ mail: 'ada@new' }, { mail: 'bob@new' }] } },
    },
    {
      name: 'a label that is off',
      query: '{ users { phone } }',
      expected: { data: { users: [{ phone: 'old 1' }, { phone: 'old 2' }] } },
    },
    {
      name: 'a label of a share of the requests: all',
      query: '{ users { plan } }',
      expected: { data: { users: [{ plan: 'new free' }, { plan: 'new paid' }] } },
    },
    {
      name: 'a label that is off, asked where it should move to',
      query: '{ profiles { phone mail } }',
      expected: {
        data: {
          profiles: [
            { phone: 'old 1', mail: 'ada@new' },
            { phone: 'old 2', mail: 'bob@new' },
          ],
        },
      },
    },
    {
      name: 'all of them together',
      query: '{ users { plan phone mail name id } }',
      expected: {
        data: {
          users: [
            { plan: 'new free', phone: 'old 1', mail: 'ada@new', name: 'new Ada', id: 'u1' },
            { plan: 'new paid', phone: 'old 2', mail: 'bob@new', name: 'new Bob', id: 'u2' },
          ],
        },
      },
    },
  ],
};
