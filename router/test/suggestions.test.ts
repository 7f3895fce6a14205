import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const failing = (code: string | null) => ({
  subscribe: async function* () {
    yield null;
  },
  resolve: () => {
    throw new GraphQLError('Unknown key. Did you mean "secretKey"?', code === null ? {} : { extensions: { code } });
  },
});
const refusing = {
  subscribe: () => {
    throw new GraphQLError('Cannot query "x". Did you mean "secretKey"?', {
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  },
};

const definition = {
  name: 'words',
  sdl: /* GraphQL */ `
    type Query {
      found(by: By, in: Language): String
    }
    type Subscription {
      told: String
      masked: String
      refused: String
    }
    input By {
      name: String
    }
    enum Language {
      JAPANESE
    }
  `,
  resolvers: {
    Query: { found: () => 'word' },
    Subscription: { told: failing('NOT_FOUND'), masked: failing(null), refused: refusing },
  },
};

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(definition);
});
afterAll(() => subgraph.stop());
afterEach(() => router.stop());

const start = async (introspection: boolean) => {
  router = await startRouter([definition], [subgraph], { config: { supergraph: { introspection } } });
};

describe('variables with a misspelt name', () => {
  const messagesOf = async (query: string, variables: object) =>
    ((await ask(router.url, query, variables)).errors ?? []).map(({ message }) => message).join();
  const member = 'query ($by: By) { found(by: $by) }';
  const value = 'query ($in: Language) { found(in: $in) }';

  it('are not corrected where clients may not know the schema', async () => {
    await start(false);
    const messages = [await messagesOf(member, { by: { nam: 'a' } }), await messagesOf(value, { in: 'JAPANES' })];
    expect(messages).toEqual([expect.stringContaining('"nam"'), expect.stringContaining('"JAPANES"')]);
    expect(messages.join()).not.toMatch(/did you mean/i);
  });

  it('are corrected where they may', async () => {
    await start(true);
    expect(await messagesOf(member, { by: { nam: 'a' } })).toContain('Did you mean "name"?');
  });
});

describe('what a subgraph says', () => {
  const fails = async (message: string, code: string) => {
    const body = JSON.stringify({ errors: [{ message, extensions: { code, hint: 'x' } }] });
    subgraph.misbehave(() => ({ status: 200, body }));
    const { errors = [] } = await ask(router.url, '{ found }');
    subgraph.misbehave(null);
    return errors.map((error) => ({ message: error.message, code: error.extensions?.['code'] }));
  };
  const unexpected = { message: 'Unexpected error', code: 'INTERNAL_SERVER_ERROR' };

  it.each([
    ['There is no word "a". Did you mean "b", "c", or "d"?', 'There is no word "a".'],
    ['There is no word "a". Did you mean the enum value "b"? Ask again.', 'There is no word "a". Ask again.'],
    ['Did you mean "b"', ''],
    ['There is no word "a".', 'There is no word "a".'],
  ])('is told without hints at what else there is: %s', async (said, told) => {
    await start(true);
    expect(await fails(said, 'NOT_FOUND')).toEqual([{ message: told, code: 'NOT_FOUND' }]);
  });

  it.each(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'OPERATION_RESOLUTION_FAILURE'])(
    'about the request of the router is not told to clients: %s',
    async (code) => {
      await start(true);
      expect(await fails('Cannot query field "hidden" on type "Secret".', code)).toEqual([unexpected]);
    },
  );

  it('in a subscription is told and masked by the same rules', async () => {
    await start(true);
    const client = createClient({ url: router.url.replace('http', 'ws'), webSocketImpl: WebSocket, lazy: true });
    const firstOf = async (field: string) => {
      for await (const event of client.iterate({ query: `subscription { ${field} }` })) return event.errors;
      return [];
    };
    const masked = [expect.objectContaining({ message: unexpected.message })];
    expect(await firstOf('told')).toEqual([expect.objectContaining({ message: 'Unknown key.' })]);
    expect(await firstOf('masked')).toEqual(masked);
    expect(await firstOf('refused')).toEqual(masked);
    await client.dispose();
  });
});
