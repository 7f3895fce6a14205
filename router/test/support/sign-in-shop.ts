import { federationLink } from './test-graph.ts';

/** A subgraph with accounts, prices and a live field; `tokenFor` makes its tokens. */
export function createSignInShop(tokenFor: (name: string) => Promise<string>, lifetime: () => number) {
  const ended: string[] = [];
  let sessions = 0;
  const session = async () => ({
    accessToken: await tokenFor(`usr_${++sessions}`),
    accessTokenExpiresAt: new Date(Date.now() + lifetime()).toISOString(),
    refreshToken: `refresh_${sessions}`,
  });
  const definition = {
    name: 'shop',
    sdl:
      federationLink('@requiresScopes', '@key') +
      /* GraphQL */ `
        type Query {
          open: String
          mine: String @requiresScopes(scopes: [["read:own_data"]])
          order: Order
        }
        type Mutation {
          signIn(email: String!, password: String!): SignInPayload!
          refreshSession(refreshToken: String!): SignInPayload!
          signOut: Boolean @requiresScopes(scopes: [["read:own_data"]])
        }
        type Subscription {
          ticks(count: Int!): Int @requiresScopes(scopes: [["read:own_data"]])
        }
        type SignInPayload {
          user: User
          session: Session
          errors: [Problem!]!
        }
        type User {
          name: String!
        }
        type Problem {
          message: String!
        }
        type Session {
          accessToken: String!
          accessTokenExpiresAt: String!
          refreshToken: String!
        }
        type Order @key(fields: "id") {
          id: ID!
        }
      `,
    resolvers: {
      Query: { open: () => 'for everybody', mine: () => 'for its owner', order: () => ({ id: 'ord_1' }) },
      Mutation: {
        signIn: async (_: unknown, { password }: { password: string }) =>
          password === 'right'
            ? { user: { name: 'Ada Lovelace' }, session: await session(), errors: [] }
            : { errors: [{ message: 'The e-mail address or the password is wrong.' }] },
        refreshSession: async () => ({ session: await session(), errors: [] }),
        signOut: () => {
          ended.push('ended');
          return true;
        },
      },
      Subscription: {
        ticks: {
          subscribe: async function* (_: unknown, { count }: { count: number }) {
            for (let tick = 1; tick <= count; tick++) yield { ticks: tick };
          },
        },
      },
    },
  };
  const tokens = 'user { name } errors { message } session { accessToken accessTokenExpiresAt refreshToken }';
  const signIn = {
    operation: `mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { ${tokens} } }`,
    refresh_operation: `mutation ($refreshToken: String!) { refreshSession(refreshToken: $refreshToken) { ${tokens} } }`,
    sign_out_operation: 'mutation { signOut }',
  };
  return { definition, signIn, ended, sessions: () => sessions };
}
