import { afterEach, describe, expect, it, jest } from '@jest/globals';
import dns from 'node:dns';
import type { ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import { until } from '../../test/support/until.ts';
import { trafficOf, trafficShapingConfig } from '../src/config/traffic-shaping.ts';
import { createCleanup } from './support/cleanup.ts';
import { startFullListener } from './support/full-listener.ts';
import { callPeer, startPeer, startServer, type Peer } from './support/peer.ts';

let peer: Peer;

const json = { 'content-type': 'application/json' };
const good = '{"data":{"name":"shop"}}';
const query = (index: number) => ({ body: `{"query":"{ a${index}: name }"}` });

/** A peer that counts its connections and answers when it is told to. */
async function startCountingPeer(connection: object, isHeld = false) {
  const sockets = new Set<unknown>();
  const held: ServerResponse[] = [];
  peer = await startPeer(
    (request, response) => {
      sockets.add(request.socket);
      if (isHeld) held.push(response);
      else response.writeHead(200, json).end(good);
    },
    { connection },
  );
  const answer = () => held.splice(0).forEach((response) => response.writeHead(200, json).end(good));
  return { connections: () => sockets.size, held: () => held.length, answer };
}

describe('connections to a subgraph', () => {
  afterEach(() => peer.stop());

  it('are used again', async () => {
    const { connections } = await startCountingPeer({});
    for (let index = 0; index < 20; index++) await peer.fetch();
    expect(connections()).toBeLessThan(5);
  });

  it('are so many and no more, and requests wait for one', async () => {
    const { connections } = await startCountingPeer({ max_connections: 1 });
    const answers = await Promise.all([1, 2, 3].map((index) => peer.fetch(query(index))));
    expect(answers.map(({ data }) => data)).toEqual([1, 2, 3].map(() => ({ name: 'shop' })));
    expect(connections()).toBe(1);
  });

  it('carry several queries before the first is answered, where that is wished, and mutations one by one', async () => {
    const { connections, held, answer } = await startCountingPeer({ max_connections: 1, pipelining: 3 }, true);
    const queries = [1, 2, 3].map((index) => peer.fetch(query(index)));
    await until('all queries are there', () => held() === 3);
    expect(connections()).toBe(1);
    const mutations = [1, 2].map((index) => peer.fetch({ ...query(index), isShareable: false }));
    answer();
    await Promise.all(queries);
    await until('a mutation is there', () => held() === 1);
    answer();
    await until('the other one is there', () => held() === 1);
    answer();
    await Promise.all(mutations);
  });

  it('are made anew when they are old, so that another address is found', async () => {
    const { connections } = await startCountingPeer({ max_age: '1ms' });
    await until('a second connection is made', async () => {
      await peer.fetch();
      return connections() > 1;
    });
  });

  it('are closed after they were idle', async () => {
    let closed = 0;
    peer = await startPeer(
      ({ socket }, response) => {
        socket.once('close', () => closed++);
        response.writeHead(200, json).end(good);
      },
      { connection: { keep_alive_timeout: '50ms' } },
    );
    await peer.fetch();
    await until('it is closed', () => closed === 1);
  });
});

describe('a connection that is not made', () => {
  const { stopping, stopAll } = createCleanup();
  afterEach(stopAll);
  afterEach(() => void jest.restoreAllMocks());
  const patient = { timeout: '60s', retry: { enabled: false } };

  it('is given up after connect_timeout, however long a request may take', async () => {
    const { port } = stopping(await startFullListener('127.0.0.1'));
    const connection = { connect_timeout: '100ms' };
    const { fetch, failures } = stopping(callPeer(`http://127.0.0.1:${port}/graphql`, { ...patient, connection }));
    expect(await fetch()).toMatchObject({ data: null, errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
    expect(failures).toMatchObject([{ code: 'UND_ERR_CONNECT_TIMEOUT' }]);
  });

  it.each(['http://127.0.0.1:1/graphql', 'http://nowhere.invalid/graphql'])('to %s is told as such', async (url) => {
    const { fetch } = stopping(callPeer(url, patient));
    expect(await fetch()).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'shop' } }],
    });
  });

  it('but to something that speaks no HTTP is told otherwise', async () => {
    const { fetch } = stopping(await startPeer(({ socket }) => void socket.end('SSH-2.0-server\r\n'), patient));
    expect(await fetch()).toMatchObject({ errors: [{ extensions: { code: 'SUBREQUEST_HTTP_ERROR' } }] });
  });

  type LookupAll = (error: null, addresses: dns.LookupAddress[]) => void;

  /** A host with two addresses, of which the first is dead. */
  const startHost = async () => {
    const server = stopping(await startServer((_, response) => response.writeHead(200, json).end(good)));
    const { port } = new URL(server.url);
    stopping(await startFullListener('::1', Number(port)));
    const addresses = ['::1', '127.0.0.1'].map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
    const lookup = jest.spyOn(dns, 'lookup').mockImplementation((_: string, __: unknown, callback?: LookupAll) => {
      callback?.(null, addresses);
    });
    return { url: `http://two-addresses.test:${port}/graphql`, lookup };
  };

  it('to one address of a host is made to the next after happy_eyeballs_timeout', async () => {
    const { url, lookup } = await startHost();
    const connection = { connect_timeout: '60s', happy_eyeballs_timeout: '50ms' };
    const { fetch } = stopping(callPeer(url, { ...patient, connection }));
    expect(await fetch()).toMatchObject({ data: { name: 'shop' }, errors: [] });
    expect(lookup.mock.calls.map(([host]) => host)).toEqual(['two-addresses.test']);
  });

  it('is not made to the next address before', async () => {
    const { url } = await startHost();
    const connection = { connect_timeout: '100ms', happy_eyeballs_timeout: '60s' };
    const { fetch, failures } = stopping(callPeer(url, { ...patient, connection }));
    expect(await fetch()).toMatchObject({ data: null });
    expect(failures).toMatchObject([{ code: 'UND_ERR_CONNECT_TIMEOUT' }]);
  });
});

it('what is said of one subgraph goes before what is said of all', () => {
  const config = trafficShapingConfig.parse({
    all: { connection: { pipelining: 2, max_connections: 5 } },
    subgraphs: { shop: { connection: { max_connections: null, max_age: '1s' } } },
  });
  expect(trafficOf(config, 'shop').connection).toMatchObject({ pipelining: 2, max_connections: null, max_age: 1_000 });
  expect(trafficOf(config, 'other').connection).toMatchObject({ max_connections: 5, max_age: 300_000 });
});
