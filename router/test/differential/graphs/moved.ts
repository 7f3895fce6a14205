import type { JsonObject } from '../../../src/engine/result.ts';
import { reference, subgraph, type Graph, type Run } from '../graph.ts';

const users: JsonObject[] = [
  {
    id: 'u1',
    internal: 'u1',
    email: 'one@example.jp',
    nick: 'one',
    status: 'ACTIVE',
    score: 1.5,
    boss: null,
    profile: { bio: 'b', age: 3 },
  },
  {
    id: 'u2',
    internal: 'u2',
    email: 'two@example.jp',
    nick: null,
    status: 'LEFT',
    score: 2,
    boss: 'u1',
    profile: null,
  },
];
const byId = (id: unknown) => users.find((user) => user['id'] === id) ?? null;

const profile = /* GraphQL */ `
  type Profile @shareable {
    bio: String
    age: Int
  }
`;

/** Fields that moved, shared types, enums and inputs that differ between subgraphs, inaccessible fields, keys that lead one way. */
export const moved: Graph = {
  name: 'moved',
  texts: ['u1', 'u2', 'u3', 'one@example.jp'],
  subgraphs: [
    subgraph(
      'legacy',
      '@key @shareable @inaccessible @tag',
      /* GraphQL */ `
        enum Status {
          ACTIVE
          LEFT
          SECRET @inaccessible
        }
        input Filter {
          status: Status
          ids: [[ID!]!]
          legacy: Boolean
        }
        ${profile}
        type User @key(fields: "id") @key(fields: "internal") {
          id: ID!
          internal: ID! @inaccessible
          email: String
          nick: String
          status: Status!
          score: Float
          boss: User
          profile: Profile @shareable
        }
        type Query {
          users(filter: Filter): [User!]! @shareable
          user(id: ID!): User
          anyone(where: Filter = { status: ACTIVE }): User
        }
        type Mutation {
          promote(id: ID!): User!
          forget(ids: [ID!]! = ["u2"]): [User]
        }
      `,
      {
        Query: {
          users: (_: unknown, { filter }: { filter?: { status?: string; ids?: string[][] } }) =>
            users.filter(
              ({ id, status }) =>
                (!filter?.status || status === filter.status) &&
                (!filter?.ids || filter.ids.flat().includes(String(id))),
            ),
          user: (_: unknown, { id }: { id: string }) => byId(id),
          anyone: (_: unknown, { where }: { where?: { status?: string } }) =>
            users.find(({ status }) => status === where?.status) ?? null,
        },
        Mutation: {
          promote: (_: unknown, { id }: { id: string }, run: Run) => {
            const user = byId(id);
            return user && { ...user, score: ++run.mutations };
          },
          forget: (_: unknown, { ids }: { ids: string[] }, run: Run) => {
            run.mutations++;
            return ids.map((id) => (byId(id) ? { ...byId(id), score: run.mutations } : null));
          },
        },
        User: {
          __resolveReference: reference(users),
          boss: ({ boss }: JsonObject) => byId(boss),
        },
      },
    ),
    subgraph(
      'accounts',
      '@key @shareable @override',
      /* GraphQL */ `
        enum Status {
          ACTIVE
          LEFT
          SECRET
        }
        input Filter {
          status: Status
          ids: [[ID!]!]
        }
        ${profile}
        type User @key(fields: "id") {
          id: ID!
          email: String @override(from: "legacy")
          nick: String @override(from: "legacy")
          profile: Profile @shareable
          reports: [User!]
        }
        type Query {
          users(filter: Filter): [User!]! @shareable
        }
        type Mutation {
          invite(email: String!): User
        }
      `,
      {
        Query: {
          users: (_: unknown, { filter }: { filter?: { status?: string; ids?: string[][] } }) =>
            users.filter(
              ({ id, status }) =>
                (!filter?.status || status === filter.status) &&
                (!filter?.ids || filter.ids.flat().includes(String(id))),
            ),
        },
        Mutation: {
          invite: (_: unknown, { email }: { email: string }, run: Run) => ({
            ...users[0],
            nick: `${email} ${++run.mutations}`,
          }),
        },
        User: {
          __resolveReference: reference(users),
          reports: ({ id }: JsonObject) => users.filter(({ boss }) => boss === id),
        },
      },
    ),
    subgraph(
      'statistics',
      '@key @external @requires',
      /* GraphQL */ `
        type User @key(fields: "internal") {
          internal: ID!
          score: Float @external
          email: String @external
          rank: String @requires(fields: "score email")
        }
        type Query {
          ranking: [User]
        }
      `,
      {
        Query: { ranking: () => [{ id: 'u2', internal: 'u2' }, { id: 'u1', internal: 'u1' }, null] },
        User: {
          __resolveReference: (user: JsonObject) => ({ ...user, id: user['internal'] }),
          rank: ({ score, email }: JsonObject) => `${JSON.stringify(score ?? null)} ${JSON.stringify(email ?? null)}`,
        },
      },
    ),
  ],
};
