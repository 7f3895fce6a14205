import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';
import { z } from 'zod';
import { until } from '../../test/support/until.ts';
import { accessLogFields } from '../src/config/access-logs.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import { startIssuer } from './support/issuer.ts';
import { collectLog } from './support/log-lines.ts';
import { createOrderShop } from './support/order-shop.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

type AccessLogs = NonNullable<NonNullable<RouterConfigInput['telemetry']>['access_logs']>;

const shop = createOrderShop();
let subgraphs: TestSubgraph[];
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let router: TestRouter;
let lines: string[];

beforeAll(async () => {
  subgraphs = await Promise.all(shop.definitions.map((definition) => startSubgraph(definition)));
  issuer = await startIssuer();
});
afterAll(async () => {
  await issuer.stop();
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
});
afterEach(() => router.stop());

async function start(access_logs: AccessLogs = { enabled: true }, config: RouterConfigInput = {}): Promise<void> {
  const collected = collectLog();
  lines = collected.lines;
  router = await startRouter(shop.definitions, subgraphs, {
    log: collected.log,
    config: {
      ...issuer.config,
      demand_control: { enabled: true },
      telemetry: { access_logs },
      ...config,
    },
  });
}

const line = z.looseObject({ msg: z.string() });
const logged = () => lines.map((text) => line.parse(JSON.parse(text))).filter(({ msg }) => msg === 'request answered');

async function loggedSoon(count = 1) {
  await until(`there are ${count} lines`, () => logged().length >= count);
  return logged();
}

describe('a request', () => {
  it('is one line that says what was asked for, by what, and what came of it', async () => {
    await start();
    const query = 'query Greeting { hello }';
    await ask(router.url, query, {}, { 'apollographql-client-name': 'web', 'apollographql-client-version': '1.2' });
    const [written, ...more] = await loggedSoon();
    expect(more).toEqual([]);
    expect(written).toMatchObject({
      ...{ level: 'info', requestId: expect.stringMatching(/^req_/), transport: 'http' },
      ...{ clientName: 'web', clientVersion: '1.2', operationName: 'Greeting', operationType: 'query' },
      operationHash: createHash('sha256').update(query).digest('hex'),
      ...{ caller: 'anonymous', status: 200, durationMs: expect.any(Number), costEstimated: 0, costActual: 0 },
      ...{ documentCache: 'miss', subgraphRequests: 1 },
      ...{ requestBytes: expect.any(Number), responseBytes: expect.any(Number) },
    });
    expect(written).not.toHaveProperty('errorCodes');
    await ask(router.url, query);
    expect((await loggedSoon(2))[1]).toMatchObject({ documentCache: 'hit', subgraphRequests: 1 });
  });

  it('says what was held of the answers of subgraphs', async () => {
    await start({ enabled: true }, { response_cache: { enabled: true } });
    subgraphs[0]?.setHeaders({ 'cache-control': 'public, max-age=60' });
    await ask(router.url, '{ held: hello }');
    await ask(router.url, '{ held: hello }');
    subgraphs[0]?.setHeaders({});
    expect(await loggedSoon(2)).toMatchObject([
      { cacheMisses: 1, subgraphRequests: 1 },
      { cacheHits: 1, subgraphRequests: 0 },
    ]);
  });

  it.each([
    ['is no GraphQL', '[', undefined, 'BAD_REQUEST', 400],
    ['is not valid', '{"query":"{ nonsense }"}', undefined, 'GRAPHQL_VALIDATION_FAILED', 200],
    ['has bad credentials', '{"query":"{ hello }"}', 'Bearer canary.canary.canary', 'UNAUTHENTICATED', 401],
  ])('that %s is one too, with the code of its error', async (_, body, authorization, code, status) => {
    await start();
    const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
    await (await fetch(router.url, { method: 'POST', headers, body })).text();
    expect(await loggedSoon()).toMatchObject([{ status, errorCodes: [code] }]);
  });

  it('says neither what was in it nor who sent it', async () => {
    await start();
    const authorization = `Bearer ${await issuer.token({ sub: 'canary-user' })}`;
    await ask(router.url, 'query($a: String) { hello @skip(if: false) }', { a: 'canary' }, { authorization });
    await ask(router.url, '{ hello(a: "canary") }', {}, { 'user-agent': 'canary', cookie: 'canary' });
    await loggedSoon(2);
    expect(lines.join('\n')).not.toContain('canary');
  });
});

describe('what is logged', () => {
  it('is nothing by default', async () => {
    await start({});
    await ask(router.url, '{ hello }');
    expect(logged()).toEqual([]);
  });

  it('can be chosen, so that the id of a user is there only when that is wished', async () => {
    await start({ enabled: true, fields: ['operationType', 'caller', 'userId', 'organizationId'] });
    const authorization = `Bearer ${await issuer.token()}`;
    await ask(router.url, '{ hello }', {}, { authorization });
    const [written = {}] = await loggedSoon();
    const ofEveryLine = ['level', 'time', 'pid', 'hostname', 'name', 'msg'];
    expect(Object.fromEntries(Object.entries(written).filter(([member]) => !ofEveryLine.includes(member)))).toEqual({
      ...{ operationType: 'query', caller: 'user', userId: 'usr_1', organizationId: 'org_1' },
    });
  });

  it('says when somebody else acts as the user, and who when that is wished', async () => {
    await start({ enabled: true, fields: ['caller', 'isImpersonated', 'userId', 'impersonatorId'] });
    const authorization = `Bearer ${await issuer.token({ act: { sub: 'usr_admin' } })}`;
    await ask(router.url, '{ hello }', {}, { authorization });
    const impersonated = { isImpersonated: true, userId: 'usr_1', impersonatorId: 'usr_admin' };
    expect(await loggedSoon()).toMatchObject([{ caller: 'user', ...impersonated }]);
  });

  it('can be a share of what went well, and is all that failed', async () => {
    await start({ enabled: true, sampling: 0 });
    for (let count = 0; count < 20; count++) await ask(router.url, '{ __typename }');
    await ask(router.url, '{ nonsense }');
    expect(await loggedSoon()).toMatchObject([{ errorCodes: ['GRAPHQL_VALIDATION_FAILED'] }]);
  });
});

describe('a subscription is one line at its end', () => {
  it('over WebSocket', async () => {
    await start();
    const client = createClient({ url: router.url.replace('http', 'ws'), webSocketImpl: WebSocket });
    const events = client.iterate({ query: 'subscription Orders { orderPlaced { order { id note } } }' });
    const first = events.next();
    await until('it runs', () => shop.counts.open === 1);
    shop.place();
    await first;
    const second = events.next();
    shop.place();
    await second;
    expect(logged()).toEqual([]);
    await client.dispose();
    expect(await loggedSoon()).toMatchObject([
      {
        ...{ transport: 'websocket', requestId: expect.stringMatching(/^req_/), caller: 'anonymous' },
        ...{ operationName: 'Orders', operationType: 'subscription', events: 2 },
      },
    ]);
  });

  it('over an event stream', async () => {
    await start();
    const leave = new AbortController();
    const headers = { accept: 'text/event-stream', 'content-type': 'application/json' };
    const body = JSON.stringify({ query: 'subscription { newestOrder { cursor } }' });
    const response = await fetch(router.url, { method: 'POST', headers, body, signal: leave.signal });
    const reader = response.body?.getReader();
    await until('an event came', async () => Buffer.from((await reader?.read())?.value ?? []).includes('event: next'));
    leave.abort();
    expect(await loggedSoon()).toMatchObject([
      { transport: 'event_stream', status: 200, operationType: 'subscription', events: 1 },
    ]);
  });

  it('or at once when it is refused', async () => {
    await start();
    const client = createClient({ url: router.url.replace('http', 'ws'), webSocketImpl: WebSocket });
    await expect(client.iterate({ query: 'subscription { nonsense }' }).next()).rejects.toBeDefined();
    await client.dispose();
    expect(await loggedSoon()).toMatchObject([
      { transport: 'websocket', errorCodes: ['GRAPHQL_VALIDATION_FAILED'], documentCache: 'miss' },
    ]);
  });
});

it('has each of its fields in README.md', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const section = /## Access log\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
  const rows = [...section.matchAll(/^\| (`.*?`) +\|/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []);
  expect(rows.toSorted()).toEqual([...accessLogFields].toSorted());
});
