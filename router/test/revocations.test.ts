import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { EventEmitter, once } from 'node:events';
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

const ticks = new EventEmitter();
const definition = {
  name: 'accounts',
  sdl:
    federationLink('@authenticated') +
    'type Query { mine: String @authenticated } type Subscription { ticks: Int @authenticated }',
  resolvers: {
    Query: { mine: () => 'mine' },
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

type Entry = {
  userId: string;
  sessionId?: string;
  organizationId?: string;
  membershipVersion?: number;
  secondsLeft?: number;
};

let accounts: TestSubgraph;
let router: TestRouter;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let list: Entry[];
let pageSize: number;
let isDown: boolean;
let cursors: (string | null)[];
let revokedKeys: string[];

const question = z.object({ cursor: z.string().nullable() });

const startWith = (limits: { max?: number } = {}) => {
  const [trusted] = issuer.config.authentication.jwt.issuers;
  const revocations = { subgraph: 'accounts', poll_interval: '50ms', ...limits };
  const issuers = trusted ? [{ ...trusted, revocations }] : [];
  return startRouter([definition], [accounts], { config: { authentication: { jwt: { issuers } } } });
};

beforeEach(async () => {
  [list, pageSize, isDown, cursors, revokedKeys] = [[], 100, false, [], []];
  issuer = await startIssuer();
  accounts = await startSubgraph(definition);
  accounts.route('/revocations', (body) => {
    if (isDown) return { status: 503, body: '' };
    const { cursor } = question.parse(JSON.parse(body));
    cursors.push(cursor);
    const from = Number(cursor ?? 0);
    const revocations = list.slice(from, from + pageSize).map((entry) => ({
      ...{ sessionId: null, organizationId: null, membershipVersion: null, secondsLeft: 3_600 },
      ...entry,
    }));
    const reached = from + revocations.length;
    const page = { revocations, revokedKeys, cursor: String(reached), isMore: reached < list.length };
    return { status: 200, body: JSON.stringify(page) };
  });
  router = await startWith();
});
afterEach(async () => {
  await router.stop();
  await Promise.all([accounts.stop(), issuer.stop()]);
});

const bearer = async (claims: object = {}) => ({ authorization: `Bearer ${await issuer.token({ ...claims })}` });
const statusFor = async (headers: object) => (await ask(router.url, '{ mine }', {}, headers)).status;
const refused = (headers: object) => until('the token is refused', async () => (await statusFor(headers)) === 401);
const readyOf = async () => {
  const response = await fetch(new URL('/ready', router.url));
  return { status: response.status, body: z.looseObject({}).parse(await response.json()) };
};
const member = { userId: 'usr_1', organizationId: 'org_1' };

/** A socket that has had its first event, and the code that it will close with. */
async function subscribe(headers: { authorization: string }) {
  const closed = Promise.withResolvers<number>();
  const client = createClient({
    url: router.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: headers,
    retryAttempts: 0,
    on: { closed: (event) => closed.resolve(z.object({ code: z.number() }).parse(event).code) },
  });
  const events = client.iterate({ query: 'subscription { ticks }' });
  expect(await events.next()).toMatchObject({ value: { data: { ticks: 1 } } });
  const next = events.next().catch(() => undefined);
  return { closed: closed.promise, next, end: () => client.dispose() };
}

describe('a token whose issuer revoked it', () => {
  it('is refused although it was good a moment ago, and those of other sessions are not', async () => {
    const [one, other] = [await bearer({ sid: 'ses_1' }), await bearer({ sid: 'ses_2' })];
    expect(await Promise.all([one, other].map(statusFor))).toEqual([200, 200]);
    list.push({ userId: 'usr_1', sessionId: 'ses_1' });
    await refused(one);
    expect(await statusFor(other)).toBe(200);
  });

  it('is refused when its membership has changed since, however often and in whatever order that is told', async () => {
    const [old, fresh] = [await bearer({ membership_version: 7 }), await bearer({ membership_version: 9 })];
    const elsewhere = await bearer({ membership_version: 7, org: 'org_2' });
    expect(await statusFor(old)).toBe(200);
    list.push({ ...member, membershipVersion: 9 }, { ...member, membershipVersion: 8 });
    await refused(old);
    expect(await statusFor(await bearer())).toBe(401);
    expect(await Promise.all([fresh, elsewhere].map(statusFor))).toEqual([200, 200]);
  });

  it('ends its WebSocket with 4403, and lets others of the user go on', async () => {
    const one = await subscribe(await bearer({ sid: 'ses_1' }));
    const other = await subscribe(await bearer({ sid: 'ses_2' }));
    list.push({ userId: 'usr_1', sessionId: 'ses_1' });
    expect(await one.closed).toBe(4403);
    ticks.emit('tick');
    expect(await other.next).toMatchObject({ value: { data: { ticks: 2 } } });
    await Promise.all([one.end(), other.end()]);
  });

  it('ends its event stream', async () => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', ...(await bearer()) };
    const body = JSON.stringify({ query: 'subscription { ticks }' });
    const response = await fetch(router.url, { method: 'POST', headers, body });
    let text = '';
    for await (const chunk of (response.body ?? new ReadableStream<Uint8Array>()).pipeThrough(
      new TextDecoderStream(),
    )) {
      if (!text.includes('ticks') && chunk.includes('"ticks":1')) list.push({ ...member, membershipVersion: 1 });
      text += chunk;
    }
    expect(text).toContain('"ticks":1');
    expect(text).toContain('UNAUTHENTICATED');
  });

  it('is refused by a router that starts later, from a list of many pages', async () => {
    list = Array.from({ length: 10 }, (_, index) => ({ userId: 'usr_1', sessionId: `ses_${index}` }));
    pageSize = 3;
    const late = await startWith();
    for (const sid of ['ses_0', 'ses_9'])
      expect(await ask(late.url, '{ mine }', {}, await bearer({ sid }))).toMatchObject({ status: 401 });
    expect(await ask(late.url, '{ mine }', {}, await bearer({ sid: 'ses_10' }))).toMatchObject({ status: 200 });
    await late.stop();
  });

  it('is forgotten when it has ended anyway', async () => {
    const one = await bearer({ sid: 'ses_1' });
    list.push({ userId: 'usr_1', sessionId: 'ses_1', secondsLeft: 1 });
    await refused(one);
    await until('its entry is gone', async () => (await statusFor(one)) === 200);
  });
});

describe('while the issuer does not answer', () => {
  it('what is known stays refused, the rest goes on, and the age of the list tells', async () => {
    const [one, other] = [await bearer({ sid: 'ses_1' }), await bearer({ sid: 'ses_2' })];
    list.push({ userId: 'usr_1', sessionId: 'ses_1' });
    await refused(one);
    isDown = true;
    await until('the list has an age', async () => {
      const { status, body } = await readyOf();
      expect(status).toBe(200);
      return (
        z.object({ test: z.object({ ageSeconds: z.number(), count: z.literal(1) }) }).parse(body['revocations']).test
          .ageSeconds >= 1
      );
    });
    expect(await Promise.all([one, other].map(statusFor))).toEqual([401, 200]);
    const metrics = await (await fetch(new URL('/metrics', router.url))).text();
    expect(metrics).toMatch(/^router_revocations_age_seconds(?:\{.*\})? [1-9]/m);
    isDown = false;
    list.push({ userId: 'usr_1', sessionId: 'ses_2' });
    await refused(other);
    // From the beginning: it may have come back from a backup.
    expect(cursors.filter((cursor) => cursor === null)).toHaveLength(2);
  });

  it('a router that never heard of it is not ready, and asks to come again', async () => {
    isDown = true;
    const early = await startWith();
    const answer = await ask(early.url, '{ mine }', {}, await bearer());
    expect(answer).toMatchObject({ status: 503, errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
    expect((await fetch(new URL('/ready', early.url))).status).toBe(503);
    isDown = false;
    await until('it is ready', async () => (await fetch(new URL('/ready', early.url))).status === 200);
    expect(await ask(early.url, '{ mine }', {}, await bearer())).toMatchObject({ status: 200 });
    await early.stop();
  });
});

it('remembers no more than it has room for, and counts what it forgot', async () => {
  const small = await startWith({ max: 2 });
  list = [1, 2, 3].map((index) => ({ userId: 'usr_1', sessionId: `ses_${index}` }));
  await until('something was dropped', async () => {
    const metrics = await (await fetch(new URL('/metrics', small.url))).text();
    return /^router_revocations_dropped_total(?:\{.*\})? 1$/m.test(metrics);
  });
  const statuses = [];
  for (const sid of ['ses_1', 'ses_2', 'ses_3'])
    statuses.push((await ask(small.url, '{ mine }', {}, await bearer({ sid }))).status);
  expect(statuses).toEqual([200, 401, 401]);
  await small.stop();
});

describe('a key that its issuer revoked', () => {
  it('ends all that was opened with its tokens, though the key set has it still, and has the key set fetched at once', async () => {
    const headers = await bearer();
    expect(await statusFor(headers)).toBe(200);
    const socket = await subscribe(headers);
    const fetched = issuer.fetches();
    revokedKeys = ['k1'];
    await refused(headers);
    expect(await socket.closed).toBe(4403);
    await until('the key set is fetched', () => issuer.fetches() === fetched + 1);
    // A token of it that nobody has seen yet.
    expect(await statusFor(await bearer({ jti: 'another' }))).toBe(401);
    await socket.end();
  });
});
