import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { z } from 'zod';
import { until } from '../../test/support/until.ts';
import { startIssuer } from './support/issuer.ts';
import {
  ask,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const definition = {
  name: 'accounts',
  sdl:
    federationLink('@authenticated', '@requiresScopes') +
    /* GraphQL */ `
      type Query {
        open: String
        mine: String @requiresScopes(scopes: [["read:own_data"]])
      }
      type Subscription {
        ticks: Int @authenticated
      }
    `,
  resolvers: {
    Query: { open: () => 'open', mine: () => 'mine' },
    Subscription: {
      ticks: {
        subscribe: async function* () {
          yield { ticks: 1 };
          await new Promise(() => undefined);
        },
      },
    },
  },
};

const key = 'conea_ak_good';
const presented = z.object({ key: z.string() });

let accounts: TestSubgraph;
let router: TestRouter;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let asked: string[];
let isRevoked: boolean;
let isDown: boolean;

const startWith = ({ cache_ttl }: { cache_ttl: string }) =>
  startRouter([definition], [accounts], {
    config: {
      ...issuer.config,
      authentication: { ...issuer.config.authentication, api_key: { subgraph: 'accounts', cache_ttl } },
    },
  });

beforeEach(async () => {
  [asked, isRevoked, isDown] = [[], false, false];
  issuer = await startIssuer();
  accounts = await startSubgraph(definition);
  accounts.route('/api-keys/verify', (body) => {
    if (isDown) return { status: 500, body: '' };
    const { key: sent } = presented.parse(JSON.parse(body));
    asked.push(sent);
    const expiresAt = Math.floor(Date.now() / 1_000) + 3_600;
    const owner = { id: 'usr_1', organizationId: 'org_1', role: 'user', scopes: ['read:own_data'] };
    const user = sent === key && !isRevoked ? { ...owner, sessionId: 'key_1', expiresAt } : null;
    return { status: 200, body: JSON.stringify({ user }) };
  });
  router = await startWith({ cache_ttl: '100ms' });
});
afterEach(async () => {
  await router.stop();
  await Promise.all([accounts.stop(), issuer.stop()]);
});

const refusal = { status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

describe('a request with an API key', () => {
  it('is the request of whom the key stands for', async () => {
    expect(await ask(router.url, '{ mine }', {}, { 'X-API-Key': key })).toMatchObject({ data: { mine: 'mine' } });
  });

  it('is refused with a key that stands for nobody, also where nobody needs to be signed in', async () => {
    expect(await ask(router.url, '{ open }', {}, { 'x-api-key': 'conea_ak_bad' })).toMatchObject(refusal);
    expect(await ask(router.url, '{ open }', {}, { 'x-api-key': 'a'.repeat(513) })).toMatchObject(refusal);
    expect(asked).toEqual(['conea_ak_bad']);
  });

  it('is refused when it has a token as well', async () => {
    const headers = { 'x-api-key': key, authorization: `Bearer ${await issuer.token()}` };
    expect(await ask(router.url, '{ open }', {}, headers)).toMatchObject(refusal);
  });

  it('is refused soon after the key was revoked', async () => {
    expect(await ask(router.url, '{ mine }', {}, { 'x-api-key': key })).toMatchObject({ status: 200 });
    isRevoked = true;
    await until('the key is refused', async () => {
      return (await ask(router.url, '{ mine }', {}, { 'x-api-key': key })).status === 401;
    });
  });

  it('asks once for many requests at the same time', async () => {
    await router.stop();
    router = await startWith({ cache_ttl: '1h' });
    const requests = Array.from({ length: 20 }, () => ask(router.url, '{ mine }', {}, { 'x-api-key': key }));
    for (const answer of await Promise.all(requests)) expect(answer.data).toEqual({ mine: 'mine' });
    expect(asked).toEqual([key]);
  });

  it('is told to come again, and not that its key is bad, while keys cannot be checked', async () => {
    isDown = true;
    expect(await ask(router.url, '{ open }', {}, { 'x-api-key': key })).toMatchObject({
      status: 503,
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    });
    isDown = false;
    expect(await ask(router.url, '{ open }', {}, { 'x-api-key': key })).toMatchObject({ status: 200 });
  });

  it('does not find the key in the query string', async () => {
    expect(await ask(`${router.url}?x-api-key=${key}`, '{ open mine }')).toMatchObject({
      data: { open: 'open', mine: null },
    });
    expect(asked).toEqual([]);
  });
});

describe('a connection with an API key', () => {
  it('closes with 4403 soon after the key was revoked', async () => {
    const closed = Promise.withResolvers<number>();
    const client = createClient({
      url: router.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { 'X-API-Key': key },
      lazy: true,
      retryAttempts: 0,
      on: { closed: (event) => closed.resolve(z.object({ code: z.number() }).parse(event).code) },
    });
    const events = client.iterate({ query: 'subscription { ticks }' });
    expect(await events.next()).toMatchObject({ value: { data: { ticks: 1 } } });
    const ended = events.next().catch(() => undefined);
    isRevoked = true;
    expect(await closed.promise).toBe(4403);
    await ended;
    await client.dispose();
  });
});
