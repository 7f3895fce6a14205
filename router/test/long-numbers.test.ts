import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { hasLongNumber, parseExactly } from '../src/engine/long-numbers.ts';
import { decimal, definitions, long, startLedger } from './support/ledger.ts';
import { startRouter, type TestRouter } from './support/test-graph.ts';

let ledger: Awaited<ReturnType<typeof startLedger>>;
let router: TestRouter;
let folder: string;

const tool = {
  id: 'read',
  name: 'Read',
  type: 'query',
  body: 'query Read($n: Long) { account(number: $n) { number } }',
};
const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: [tool] };

beforeAll(async () => {
  ledger = await startLedger();
  folder = await mkdtemp(join(tmpdir(), 'conea-numbers-'));
  const path = join(folder, 'manifest.json');
  await writeFile(path, JSON.stringify(manifest));
  const persisted = { enabled: true, local_manifests: [path] };
  router = await startRouter(definitions, ledger.subgraphs, {
    config: { response_cache: { enabled: true }, persisted_queries: persisted, mcp: { enabled: true } },
  });
});
afterAll(async () => {
  await router.stop();
  await ledger.stop();
  await rm(folder, { recursive: true });
});

const read = 'query ($n: Long) { account(number: $n) { number balance numbers note } }';
const answered = `{"data":{"account":{"number":${long},"balance":-${long},"numbers":[1,${long},2],"note":"n"}}}`;

const post = async (query: string, variables: string, accept = 'application/json') => {
  const headers = { 'content-type': 'application/json', accept };
  const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
  return (await fetch(router.url, { method: 'POST', headers, body })).text();
};
const get = async (query: string, variables: string) => {
  const url = new URL(router.url);
  url.search = String(new URLSearchParams({ query, variables }));
  return (await fetch(url, { headers: { 'apollo-require-preflight': 'yes' } })).text();
};
/** The payloads of one operation over a WebSocket, as texts. */
const overSocket = async (query: string, variables: string): Promise<string[]> => {
  const socket = new WebSocket(router.url.replace('http', 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  const payloads: string[] = [];
  const { promise: over, resolve } = Promise.withResolvers<void>();
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    if (text.includes('"complete"')) return resolve();
    return void payloads.push(/"payload":(.*)\}$/.exec(text)?.[1] ?? text);
  });
  socket.send(`{"id":"1","type":"subscribe","payload":{"query":${JSON.stringify(query)},"variables":${variables}}}`);
  await over;
  socket.close();
  return payloads;
};
/** What stands in an event stream. */
const dataIn = (stream: string) => [...stream.matchAll(/^data: (\{.*)$/gm)].map(([, data]) => data);

describe('a number with more digits than those of JavaScript', () => {
  it.each([
    ['POST', (variables: string) => post(read, variables)],
    ['GET', (variables: string) => get(read, variables)],
    ['a WebSocket', async (variables: string) => (await overSocket(read, variables)).join('')],
    ['an event stream', async (variables: string) => dataIn(await post(read, variables, 'text/event-stream')).join('')],
  ])('goes to the subgraph as it was sent, and comes back as it was answered, over %s', async (_, send) => {
    // Another one each time, or it would be held.
    const sent = `${long}${Math.floor(Math.random() * 1e6)}`;
    expect(await send(`{"n":${sent}}`)).toBe(answered);
    expect(ledger.sent.join('\n')).toContain(`:${sent}}`);
  });

  it('goes through a tool of an agent, and comes back in its answer', async () => {
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const sent = `${long}77`;
    const params = `{"name":"Read","arguments":{"n":${sent}}}`;
    const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params}}`;
    const text = await (await fetch(new URL('/mcp', router.url), { method: 'POST', headers, body })).text();
    expect(ledger.sent.join('\n')).toContain(`:${sent}}`);
    expect(text).toContain(`"structuredContent":{"data":{"account":{"number":${long}}}}`);
  });

  it('is the key of an entity', async () => {
    await post(read, '{"n":1}');
    const asked = ledger.sent.filter((text) => text.includes('_entities'));
    expect(asked).toEqual([expect.stringContaining(`{"__typename":"Account","number":${long}}`)]);
  });

  it('is held as it was answered', async () => {
    expect(await post(read, '{"n":7}')).toBe(answered);
    const { length } = ledger.sent;
    expect(await post(read, '{"n":7}')).toBe(answered);
    expect(ledger.sent).toHaveLength(length);
  });

  it('passes inside objects, lists and scalars that hold anything', async () => {
    expect(await post('{ any ratio }', '{}')).toBe(`{"data":{"any":{"deep":[${long}]},"ratio":${decimal}}}`);
    const query = 'query ($f: Filter) { account(filter: $f) { number } }';
    await post(query, `{"f":{"number":${long},"any":{"a":[${decimal}]}}}`);
    expect(ledger.sent.at(-1)).toContain(`{"number":${long},"any":{"a":[${decimal}]}}`);
  });

  it('comes with the events of a subscription, and goes with its variables', async () => {
    const query = 'subscription ($n: Long) { counted(from: $n) }';
    expect(await overSocket(query, `{"n":${long}}`)).toEqual([`{"data":{"counted":${long}}}`]);
    expect(ledger.sent.at(-1)).toContain(`:${long}}`);
    const stream = await post(query, `{"n":${long}}`, 'text/event-stream');
    expect(dataIn(stream)).toEqual([`{"data":{"counted":${long}}}`]);
  });

  it('is what it always was where the type is one of GraphQL', async () => {
    const query = 'query ($i: [ID!], $r: Float, $f: Filter) { account(ids: $i, ratio: $r, filter: $f) { number } }';
    await post(query, `{"i":${long},"r":${decimal},"f":{"ids":[${long}],"ratio":${decimal}}}`);
    const rounded = Number(decimal);
    expect(ledger.sent.at(-1)).toContain(`"${long}"`);
    expect(ledger.sent.at(-1)).toContain(`{"ids":["${long}"],"ratio":${rounded}}`);
    const refused = await post('query ($c: Int) { account(count: $c) { number } }', `{"c":${long}}`);
    expect(refused).toContain('Int cannot represent non 32-bit signed integer value');
  });
});

describe('JSON', () => {
  it.each([
    ...['{}', '[1.5e300,"9007199254740993 in words"]', '{"a":"90071992547409930"}', '[0.30000000000000004]'],
    ...[`[${'"id", 12345, '.repeat(20)}0]`, '[-0.000012345678901234567]', '{"time":1700000000000}'],
  ])('without one is parsed as ever: %s', (text) => {
    expect(parseExactly(text)).toEqual(JSON.parse(text));
  });

  it.each(Array.from({ length: 40 }, (_, at) => at))('has it found wherever it stands (%i)', (at) => {
    const text = `[${' '.repeat(at)}${long},${long}0, -1${decimal}]`;
    expect(hasLongNumber(text)).toBe(true);
    expect(JSON.stringify(parseExactly(text))).toBe(text.replaceAll(' ', ''));
  });
});
