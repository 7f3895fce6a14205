import { afterEach, describe, expect, it } from '@jest/globals';
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
    for (let index = 0; index < 2; index++) expect(codes(await peer.fetch())).toEqual(['SUBREQUEST_HTTP_ERROR']);
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
