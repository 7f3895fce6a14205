import { EventEmitter, on } from 'node:events';
import { federationLink } from './test-graph.ts';

const sdl =
  federationLink('@requiresScopes', '@key') +
  /* GraphQL */ `
    type Query {
      open: String
      mine: String @requiresScopes(scopes: [["read:own_data"]])
      order: Order
    }
    type Mutation {
      signIn(email: String!, password: String!): SignInPayload!
      confirm(token: String!, code: String, recoveryCode: String): SignInPayload!
      refreshSession(refreshToken: String!): SignInPayload!
      signOut: Boolean @requiresScopes(scopes: [["read:own_data"]])
    }
    type Subscription {
      ticks(count: Int!): Int @requiresScopes(scopes: [["read:own_data"]])
      news: String @requiresScopes(scopes: [["read:own_data"]])
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
      challengeToken: String
    }
    type Session {
      accessToken: String!
      accessTokenExpiresAt: String!
      refreshToken: String!
    }
    type Order @key(fields: "id") {
      id: ID!
    }
  `;
const tokens =
  'user { name } errors { message challengeToken } session { accessToken accessTokenExpiresAt refreshToken }';

type Proof = { token: string; code: string | null; recoveryCode: string | null };

/** A subgraph with accounts, prices and live fields; `tokenFor` makes its tokens, of so many milliseconds. */
export function createSignInShop(
  tokenFor: (name: string, lifetime: number) => Promise<string>,
  lifetime: () => number,
) {
  const ended: string[] = [];
  /** The generation of the newest refresh token of each session; null when the session is over. */
  const generations: (number | null)[] = [];
  const mail = new EventEmitter().setMaxListeners(0);
  let issued = 0;
  let isBusy = false;
  let reuses = 0;
  let refusals = 0;
  let listeners = 0;

  const session = async (name: number, generation: number) => {
    generations[name] = generation;
    issued++;
    return {
      accessToken: await tokenFor(`usr_${name}`, lifetime()),
      accessTokenExpiresAt: new Date(Date.now() + lifetime()).toISOString(),
      refreshToken: `refresh_${name}_${generation}`,
    };
  };
  /** The newest token is good, and the one before it once more, for tabs that race; any other ends the session. */
  const refresh = async (refreshToken: string) => {
    if (isBusy) {
      refusals++;
      throw new Error('not now');
    }
    const [name = 0, generation = 0] = refreshToken.split('_').slice(1).map(Number);
    const newest = generations[name] ?? null;
    if (newest !== null && newest - generation <= 1)
      return { session: await session(name, generation + 1), errors: [] };
    if (newest !== null) reuses++;
    generations[name] = null;
    return { errors: [{ message: 'The session has ended.' }] };
  };
  /** A generator that waits could not be ended before its next event. */
  function follow(): AsyncIterableIterator<{ news: string }> {
    listeners++;
    const events = on(mail, 'news');
    const following: AsyncIterableIterator<{ news: string }> = {
      [Symbol.asyncIterator]: () => following,
      next: async () => {
        const { done, value } = await events.next();
        return done ? { done, value: undefined } : { done: false, value: { news: String(value) } };
      },
      return: async () => {
        listeners--;
        await events.return?.();
        return { done: true, value: undefined };
      },
    };
    return following;
  }
  async function* countTo(count: number) {
    for (let tick = 1; tick <= count; tick++) yield { ticks: tick };
  }
  const begin = async () => ({
    user: { name: 'Ada Lovelace' },
    session: await session(generations.length, 0),
    errors: [],
  });
  const resolvers = {
    Query: { open: () => 'for everybody', mine: () => 'for its owner', order: () => ({ id: 'ord_1' }) },
    Mutation: {
      signIn: async (_: unknown, { password }: { password: string }) => {
        if (password === 'right') return begin();
        if (password === 'half') return { errors: [{ message: 'Show a second factor.', challengeToken: 'so far' }] };
        return { errors: [{ message: 'The e-mail address or the password is wrong.' }] };
      },
      confirm: async (_: unknown, { token, code, recoveryCode }: Proof) => {
        const isProven = token === 'so far' && (code ?? recoveryCode) === (code ? '123456' : 'abcd-efgh');
        return isProven ? begin() : { errors: [{ message: 'The code is wrong.' }] };
      },
      refreshSession: (_: unknown, { refreshToken }: { refreshToken: string }) => refresh(refreshToken),
      signOut: () => {
        ended.push('ended');
        return true;
      },
    },
    Subscription: {
      ticks: { subscribe: (_: unknown, { count }: { count: number }) => countTo(count) },
      news: { subscribe: follow },
    },
  };
  const signIn = {
    operation: `mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { ${tokens} } }`,
    second_factor_operation: `mutation ($challengeToken: String!, $code: String, $recoveryCode: String) {
      confirm(token: $challengeToken, code: $code, recoveryCode: $recoveryCode) { ${tokens} }
    }`,
    refresh_operation: `mutation ($refreshToken: String!) { refreshSession(refreshToken: $refreshToken) { ${tokens} } }`,
    sign_out_operation: 'mutation { signOut }',
  };
  return {
    definition: { name: 'shop', sdl, resolvers },
    signIn,
    ended,
    /** How many pairs of tokens were given. */
    issued: () => issued,
    /** How often somebody came with a refresh token that was spent long ago. */
    reuses: () => reuses,
    /** Whether tokens are not refreshed for now, without a reason that says that the session is over. */
    setBusy: (busy: boolean) => (isBusy = busy),
    refusals: () => refusals,
    /** Ends every session, as an administrator would. */
    endSessions: () => generations.fill(null),
    listeners: () => listeners,
    tell: (text: string) => mail.emit('news', text),
  };
}
