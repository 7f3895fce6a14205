import { afterEach, describe, expect, it } from '@jest/globals';
import type { CallerUser } from '@conea/platform';
import type { ServerResponse } from 'node:http';
import { until } from '../../test/support/until.ts';
import { startPeer, type Peer, type PeerAnswer } from './support/peer.ts';

let peer: Peer;
afterEach(() => peer.stop());

const json = 'application/json';
const good = '{"data":{"name":"shop"}}';
const saying =
  (text: string, contentType = json, status = 200): PeerAnswer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': contentType }).end(text);
const codes = ({ errors }: Awaited<ReturnType<Peer['fetch']>>) => errors.map(({ extensions }) => extensions?.['code']);

describe('an answer that is no GraphQL response', () => {
  const garbage: [string, PeerAnswer][] = [
    ['is no JSON', saying('It works!')],
    ['ends in the middle', saying('{"data":{"name":"sh')],
    ['is empty', saying('')],
    ['is a list', saying('[]')],
    ['is null', saying('null')],
    ['has data that are no object', saying('{"data":"shop","errors":[{"message":"no"}]}')],
    ['has neither data nor errors', saying('{"data":null}')],
    ['has an empty list of errors', saying('{"errors":[]}')],
    ['calls itself a page', saying(good, 'text/html; charset=utf-8')],
    ['calls itself another JSON', saying(good, 'application/problem+json')],
    ['is a redirection', saying(good, 'text/plain', 302)],
  ];

  it.each(garbage)('that %s opens the circuit, and nobody asks any longer', async (_, answer) => {
    peer = await startPeer(answer, { retry: { enabled: false }, circuit_breaker: { request_threshold: 3 } });
    for (let index = 0; index < 3; index++) {
      const response = await peer.fetch();
      expect(response.data).toBeNull();
      expect(codes(response)).toEqual(['SUBREQUEST_MALFORMED_RESPONSE']);
    }
    expect(codes(await peer.fetch())).toEqual(['CIRCUIT_BREAKER_OPEN']);
    expect(peer.asked()).toBe(3);
  });

  it('is asked for again when it was a query, and once when it was a mutation', async () => {
    let asked = 0;
    peer = await startPeer((request, response) => saying(++asked % 2 === 1 ? '{"data":' : good)(request, response));
    expect(await peer.fetch()).toMatchObject({ data: { name: 'shop' }, errors: [] });
    expect(peer.asked()).toBe(2);
    expect(codes(await peer.fetch({ isShareable: false }))).toEqual(['SUBREQUEST_MALFORMED_RESPONSE']);
    expect(peer.asked()).toBe(3);
  });

  it('because the connection was lost within it is a failure too', async () => {
    const config = { retry: { enabled: false }, circuit_breaker: { request_threshold: 2 } };
    peer = await startPeer((_, response) => {
      response.writeHead(200, { 'content-type': json, 'content-length': 100 });
      response.write('{"data":', () => response.destroy());
    }, config);
    for (let index = 0; index < 2; index++) expect(codes(await peer.fetch())).toEqual(['SUBGRAPH_UNAVAILABLE']);
    expect(codes(await peer.fetch())).toEqual(['CIRCUIT_BREAKER_OPEN']);
  });

  it.each([400, 401, 403, 413, 422])('with status %d is about one request, and keeps nobody away', async (status) => {
    peer = await startPeer(saying('no', 'text/plain', status), { circuit_breaker: { request_threshold: 1 } });
    for (let index = 0; index < 3; index++) expect(codes(await peer.fetch())).toEqual(['SUBREQUEST_HTTP_ERROR']);
    expect(peer.asked()).toBe(3);
  });
});

it.each([
  ['application/json', 200],
  ['Application/JSON; charset=UTF-8', 200],
  ['application/graphql-response+json', 400],
  ['application/json', 400],
])('a GraphQL response of type %s is one with status %d too', async (contentType, status) => {
  peer = await startPeer(saying('{"errors":[{"message":"no","extensions":{"code":"NO"}}]}', contentType, status));
  expect(codes(await peer.fetch())).toEqual(['NO']);
});

it('gives each of those that share an answer data of its own', async () => {
  peer = await startPeer(saying('{"data":{"name":"shop","tags":[]}}'));
  const [first, second, third] = await Promise.all([peer.fetch(), peer.fetch(), peer.fetch()]);
  expect(peer.asked()).toBe(1);
  Object.assign(first.data ?? {}, { name: 'changed', tags: ['changed'] });
  expect([second.data, third.data]).toEqual([
    { name: 'shop', tags: [] },
    { name: 'shop', tags: [] },
  ]);
  Object.assign(second.data ?? {}, { name: 'changed' });
  expect(third.data).toEqual({ name: 'shop', tags: [] });
});

describe('a client that leaves', () => {
  /** Answers when it is told to. */
  async function startHeldPeer() {
    const open: ServerResponse[] = [];
    let lost = 0;
    peer = await startPeer((_, response) => {
      open.push(response);
      response.once('close', () => lost++);
    });
    const askedTimes = (count: number) => until('the subgraph is asked', () => open.length === count);
    return {
      answer: () => open.at(-1)?.writeHead(200, { 'content-type': json }).end(good),
      askedTimes,
      lost: () => lost,
    };
  }

  it('does not wait any longer, and takes the answer from nobody else', async () => {
    const { answer, askedTimes } = await startHeldPeer();
    const leaving = new AbortController();
    const [first, second] = [peer.fetch({ signal: leaving.signal }), peer.fetch()];
    await askedTimes(1);
    leaving.abort();
    expect((await first).data).toBeNull();
    answer();
    expect((await second).data).toEqual({ name: 'shop' });
    expect(peer.asked()).toBe(1);
    expect(peer.failures).toEqual([]);
  });

  it('ends the request when nobody else waits, and whoever comes then asks anew', async () => {
    const { answer, askedTimes, lost } = await startHeldPeer();
    const leaving = [new AbortController(), new AbortController()];
    const gone = leaving.map(({ signal }) => peer.fetch({ signal }));
    await askedTimes(1);
    leaving.forEach((controller) => controller.abort());
    const late = peer.fetch();
    await Promise.all(gone);
    await askedTimes(2);
    await until('the first request is ended', () => lost() === 1);
    answer();
    expect((await late).data).toEqual({ name: 'shop' });
  });

  it('says nothing about the subgraph', async () => {
    const config = { circuit_breaker: { request_threshold: 1 } };
    let isHeld = true;
    peer = await startPeer((request, response) => (isHeld ? undefined : saying(good)(request, response)), config);
    for (let index = 1; index <= 3; index++) {
      const leaving = new AbortController();
      const asked = peer.fetch({ signal: leaving.signal });
      await until('the subgraph is asked', () => peer.asked() === index);
      leaving.abort();
      expect((await asked).data).toBeNull();
    }
    isHeld = false;
    expect((await peer.fetch()).data).toEqual({ name: 'shop' });
    expect(peer.failures).toEqual([]);
  });

  it('before it asked asks nothing', async () => {
    peer = await startPeer(saying(good));
    expect((await peer.fetch({ signal: AbortSignal.abort() })).data).toBeNull();
    expect(peer.asked()).toBe(0);
  });
});

it('callers who may see something else share nothing', async () => {
  peer = await startPeer(saying(good));
  const user = {
    id: 'u',
    organizationId: 'o',
    sessionId: 's',
    role: 'user' as const,
    scopes: ['a', 'b'],
    expiresAt: 0,
  };
  const callerOf = (changes: Partial<CallerUser>) => ({
    ...{ requestId: 'req_1', ip: null, userAgent: null },
    user: { ...user, ...changes },
  });
  const others: Partial<CallerUser>[] = [
    { id: 'v' },
    { organizationId: 'p' },
    { sessionId: 't' },
    { role: 'admin' },
    { scopes: ['a'] },
  ];
  const same: Partial<CallerUser>[] = [{}, { expiresAt: 1 }, { scopes: ['b', 'a'] }];
  await Promise.all([...same, ...others].map((changes) => peer.fetch({ caller: callerOf(changes) })));
  expect(peer.asked()).toBe(1 + others.length);
});
