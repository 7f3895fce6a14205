import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { EventEmitter, once } from 'node:events';
import WebSocket from 'ws';
import { z } from 'zod';
import { until } from '../../test/support/until.ts';
import { startIssuer } from './support/issuer.ts';
import { streamClients } from './support/stream-clients.ts';
import {
  ask,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const ticks = new EventEmitter();
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
          const next = once(ticks, 'tick');
          yield { ticks: 1 };
          await next;
          yield { ticks: 2 };
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
let lookups: number;
let rights: { role: string; scopes: string[] };

const startWith = ({ cache_ttl }: { cache_ttl: string }) =>
  startRouter([definition], [accounts], {
    config: {
      ...issuer.config,
      authentication: { ...issuer.config.authentication, api_key: { subgraph: 'accounts', cache_ttl } },
    },
  });

beforeEach(async () => {
  [asked, isRevoked, isDown, lookups] = [[], false, false, 0];
  rights = { role: 'user', scopes: ['read:own_data', 'write:own_data'] };
  issuer = await startIssuer();
  accounts = await startSubgraph(definition);
  accounts.route('/api-keys/verify', (body) => {
    lookups++;
    if (isDown) return { status: 500, body: '' };
    const { key: sent } = presented.parse(JSON.parse(body));
    asked.push(sent);
    const expiresAt = Math.floor(Date.now() / 1_000) + 3_600;
    const owner = { id: 'usr_1', organizationId: 'org_1', ...rights };
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

  it('is refused after the same work and with the same answer, whatever is wrong with the key', async () => {
    const wrong = [
      `${key.slice(0, -8)}AAAAAAAA`,
      key.replace('conea_ak_', 'conea_ak_x'),
      key.slice(0, -1),
      `${key}x`,
      'no key',
    ];
    const answers = new Set<string>();
    for (const [index, sent] of wrong.entries()) {
      const { status, data, errors } = await ask(router.url, '{ open }', {}, { 'x-api-key': sent });
      answers.add(JSON.stringify({ status, data, errors }));
      expect(lookups).toBe(index + 1);
    }
    expect(asked).toEqual(wrong);
    expect(answers.size).toBe(1);
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
  const changes: [string, () => void][] = [
    ['the key was revoked', () => (isRevoked = true)],
    ['its role changed', () => (rights = { ...rights, role: 'viewer' })],
    ['it lost a scope', () => (rights = { ...rights, scopes: ['read:own_data'] })],
    ['it got a scope', () => (rights = { ...rights, scopes: [...rights.scopes, 'execute:ai_requests'] })],
  ];
  const query = 'subscription { ticks }';

  it.each(changes)('closes with 4403 soon after %s', async (_, change) => {
    const closed = Promise.withResolvers<number>();
    const client = createClient({
      url: router.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { 'X-API-Key': key },
      lazy: true,
      retryAttempts: 0,
      on: { closed: (event) => closed.resolve(z.object({ code: z.number() }).parse(event).code) },
    });
    const events = client.iterate({ query });
    expect(await events.next()).toMatchObject({ value: { data: { ticks: 1 } } });
    const ended = events.next().catch(() => undefined);
    change();
    expect(await closed.promise).toBe(4403);
    await ended;
    await client.dispose();
  });

  it.each(changes)('ends its event stream soon after %s', async (_, change) => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', 'x-api-key': key };
    const response = await fetch(router.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    change();
    const text = await response.text();
    expect(text).toContain('"ticks":1');
    expect(text).toContain('UNAUTHENTICATED');
  });

  it('goes on while keys cannot be checked, and when its scopes are told in another order', async () => {
    const [[, overWebSocket]] = streamClients;
    const subscriber = overWebSocket(router.url, { query }, { 'X-API-Key': key });
    expect(await subscriber.next()).toMatchObject({ value: { data: { ticks: 1 } } });
    isDown = true;
    rights = { ...rights, scopes: rights.scopes.toReversed() };
    const before = lookups;
    await until('the key was looked up again and again', () => lookups > before + 3);
    isDown = false;
    await until('the key was answered for once more', () => asked.length > 1);
    ticks.emit('tick');
    expect(await subscriber.next()).toMatchObject({ value: { data: { ticks: 2 } } });
    await subscriber.return();
  });
});
