import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openServerTls } from '@conea/platform';
import { createClient } from 'graphql-ws';
import { readFile } from 'node:fs/promises';
import { request as httpsRequest } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect, type ConnectionOptions } from 'node:tls';
import { Agent, request } from 'undici';
import WebSocket from 'ws';
import { silentLog } from '../../test/support/database.ts';
import { createAuthority, type Authority } from '../../test/support/certificates.ts';
import { until } from '../../test/support/until.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import { createCleanup } from './support/cleanup.ts';
import { startRouterProcess } from './support/router-process.ts';
import { startSignedShop } from './support/signed-shop.ts';

type Pair = { certificate: string; key: string };
type SubgraphTls = NonNullable<NonNullable<NonNullable<RouterConfigInput['traffic_shaping']>['all']>['tls']>;

const { stopping, stopAll } = createCleanup();
let authority: Authority;
let stranger: Authority;

beforeAll(async () => {
  [authority, stranger] = await Promise.all([createAuthority(), createAuthority('another authority')]);
});
afterAll(() => Promise.all([authority.remove(), stranger.remove()]));
afterEach(stopAll);

const checkInterval = 20;
const asServer = ({ certificate, key }: Pair, more: { clientCaFile?: string } = {}) =>
  stopping(
    openServerTls({
      ...{ certificateFile: certificate, keyFile: key, ...more },
      ...{ minVersion: 'TLSv1.3', checkInterval, handshakeTimeout: 5_000, log: silentLog },
    }),
  );

/** A router with TLS of its own, over a subgraph without. */
async function startTlsRouter(pair: Pair, tls: object = {}) {
  const shop = stopping(await startSignedShop());
  const server = {
    tls: { certificate_file: pair.certificate, key_file: pair.key, check_interval: '20ms', ...tls },
  };
  const router = stopping(
    await startRouterProcess([shop.definition], [shop], { config: { server }, environment: shop.environment }),
  );
  return { router, url: router.url.replace('127.0.0.1', 'localhost') };
}

/** A router whose subgraph speaks TLS. */
async function startOverTls(pair: Pair, tls: SubgraphTls, more: { clientCaFile?: string } = {}) {
  const shop = stopping(await startSignedShop(asServer(pair, more)));
  const connection = { ca_file: authority.certificate, check_interval: '20ms', ...tls };
  const config = { traffic_shaping: { all: { retry: { enabled: false }, tls: connection } } };
  const router = stopping(
    await startRouterProcess([shop.definition], [shop], { config, environment: shop.environment }),
  );
  return { router, shop };
}

const query = JSON.stringify({ query: '{ caller }' });
const headers = { 'content-type': 'application/json' };

async function post(url: string, options: { ca?: Buffer } = {}) {
  const agent = new Agent({ connect: options, pipelining: 0 });
  try {
    const response = await request(url, { method: 'POST', headers, body: query, dispatcher: agent });
    return { status: response.statusCode, headers: response.headers, body: await response.body.text() };
  } finally {
    await agent.destroy();
  }
}

/** The protocol of a handshake, or the code of the error that ended it. */
async function handshake(url: string, options: ConnectionOptions): Promise<string> {
  const { hostname: host, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), servername: 'localhost', ...options }, () => {
      resolve(socket.getProtocol() ?? '');
      socket.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

describe('a router with a certificate', () => {
  it('speaks TLS 1.3, tells browsers to come over nothing else, and answers no plain HTTP', async () => {
    const { url } = await startTlsRouter(await authority.issue('router'));
    const ca = await readFile(authority.certificate);
    const answer = await post(url, { ca });
    expect(answer.status).toBe(200);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(await handshake(url, { ca })).toBe('TLSv1.3');
    expect(await handshake(url, { ca, maxVersion: 'TLSv1.2' })).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
    const plain = connectTcp({ host: 'localhost', port: Number(new URL(url).port) });
    plain.on('error', () => undefined);
    plain.end('GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n');
    expect(await text(plain).catch(() => '')).not.toContain('HTTP/1.1');
  });

  it('tells everybody to come over TLS, also on a page that is not there and on health', async () => {
    const { url } = await startTlsRouter(await authority.issue('router'), {
      hsts: { max_age: '1h', include_subdomains: false },
    });
    const ca = await readFile(authority.certificate);
    for (const path of ['/health', '/nothing']) {
      const answer = await post(new URL(path, url).href, { ca });
      expect(answer.headers['strict-transport-security']).toBe('max-age=3600');
    }
  });

  it('takes a TLS 1.2 client only when it is told so', async () => {
    const { url } = await startTlsRouter(await authority.issue('router'), { min_version: '1.2' });
    const ca = await readFile(authority.certificate);
    expect(await handshake(url, { ca, maxVersion: 'TLSv1.2' })).toBe('TLSv1.2');
  });

  it('serves subscriptions over TLS', async () => {
    const { url } = await startTlsRouter(await authority.issue('router'));
    const ca = await readFile(authority.certificate);
    class Trusting extends WebSocket {
      constructor(address: string, protocols?: string) {
        super(address, protocols, { ca });
      }
    }
    const client = createClient({ url: url.replace('https', 'wss'), webSocketImpl: Trusting, retryAttempts: 0 });
    stopping({ stop: () => client.dispose() });
    const first = await client.iterate({ query: 'subscription { caller }' }).next();
    expect(first.value).toHaveProperty('data.caller');
  });

  it('takes a renewed certificate without a restart and without a failed request', async () => {
    const { url, router } = await startTlsRouter(await authority.issue('renewed'));
    const ca = await readFile(authority.certificate);
    const serials = new Set<string>();
    const load = startLoad(() => post(url, { ca }).then(({ status }) => status));
    for (let renewal = 0; renewal < 3; renewal++) {
      await authority.issue('renewed');
      await until('the new certificate is served', async () => {
        const before = serials.size;
        serials.add(await serialOf(url, ca));
        return serials.size > Math.max(before, renewal);
      });
    }
    await load.more(20);
    expect(await load.stop()).toEqual({ failed: [], isBusy: true });
    expect(router.output()).toContain('files changed, the new ones are used');
  });

  it('is not started with a key of another certificate', async () => {
    const [pair, other] = [await authority.issue('one'), await authority.issue('other')];
    await expect(startTlsRouter({ certificate: pair.certificate, key: other.key })).rejects.toThrow(
      'key values mismatch',
    );
  });
});

describe('between the router and a subgraph', () => {
  it('TLS 1.3 is spoken, by subscriptions too', async () => {
    const { router, shop } = await startOverTls(await authority.issue('shop'), {});
    expect((await post(router.url)).body).toContain('requestId');
    const client = createClient({ url: router.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
    stopping({ stop: () => client.dispose() });
    const first = await client.iterate({ query: 'subscription { caller }' }).next();
    expect(first.value).toHaveProperty('data.caller');
    const ca = await readFile(authority.certificate);
    expect(await handshake(shop.url, { ca, maxVersion: 'TLSv1.2' })).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
  });

  it('a pin of the CA or of the leaf lets the subgraph pass, beside a pin for later', async () => {
    const pair = await authority.issue('pinned');
    const backup = await stranger.pinOf(stranger.certificate);
    for (const file of [authority.certificate, pair.certificate]) {
      const { router } = await startOverTls(pair, { pins: [backup, await authority.pinOf(file)] });
      expect((await post(router.url)).body).toContain('requestId');
    }
  });

  it('a certificate with none of the pins gets no request, though its CA is trusted', async () => {
    const { router, shop } = await startOverTls(await authority.issue('shop'), {
      pins: [await stranger.pinOf(stranger.certificate)],
    });
    expect((await post(router.url)).body).toContain('SUBGRAPH_UNAVAILABLE');
    expect(router.output()).toContain('has none of the pins');
    expect(shop.received).toEqual([]);
  });

  it.each([
    ['of another CA', () => stranger.issue('shop')],
    ['of another host', () => authority.issue('shop', ['DNS:other.example'])],
  ])('a certificate %s gets no request', async (_, issue) => {
    const { router, shop } = await startOverTls(await issue(), {});
    expect((await post(router.url)).body).toContain('SUBGRAPH_UNAVAILABLE');
    expect(shop.received).toEqual([]);
  });

  it('a subgraph with a CA for clients answers a router with a certificate of it, and no other', async () => {
    const [shop, client, other] = [
      await authority.issue('shop'),
      await authority.issue('router'),
      await stranger.issue('router'),
    ];
    const withClientCa = { clientCaFile: authority.certificate };
    const known = await startOverTls(
      shop,
      { certificate_file: client.certificate, key_file: client.key },
      withClientCa,
    );
    expect((await post(known.router.url)).body).toContain('requestId');
    for (const tls of [{}, { certificate_file: other.certificate, key_file: other.key }]) {
      const { router } = await startOverTls(shop, tls, withClientCa);
      expect((await post(router.url)).body).toContain('errors');
    }
    // Whoever looks at its health has none.
    expect((await get(new URL('/health', known.shop.url).href)).status).toBe(200);
  });

  it('a renewed certificate fails no request, with a pin of the CA', async () => {
    const pair = await authority.issue('renewing');
    const { router, shop } = await startOverTls(pair, { pins: [await authority.pinOf(authority.certificate)] });
    const ca = await readFile(authority.certificate);
    const load = startLoad(() => post(router.url).then(({ status, body }) => (body.includes('errors') ? 0 : status)));
    const before = await serialOf(shop.url, ca);
    await authority.issue('renewing');
    await until('the new certificate is served', async () => (await serialOf(shop.url, ca)) !== before);
    await load.more(20);
    expect(await load.stop()).toEqual({ failed: [], isBusy: true });
  });
});

async function get(url: string): Promise<{ status: number | undefined }> {
  const ca = await readFile(authority.certificate);
  return new Promise((resolve, reject) => {
    const asked = httpsRequest(url, { ca, agent: false }, (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    });
    asked.on('error', reject).end();
  });
}

async function serialOf(url: string, ca: Buffer): Promise<string> {
  const { hostname: host, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), ca, servername: 'localhost' }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

/** Sends requests one after the other in two lanes until it is stopped. */
function startLoad(send: () => Promise<number>) {
  const failed: unknown[] = [];
  let sent = 0;
  let isStopped = false;
  const lane = async () => {
    while (!isStopped) {
      const status = await send().catch((error: unknown) => error);
      if (status !== 200) failed.push(status);
      sent++;
    }
  };
  const lanes = [lane(), lane()];
  return {
    more: (count: number) => {
      const enough = sent + count;
      return until('more requests were sent', () => sent >= enough);
    },
    stop: async () => {
      isStopped = true;
      await Promise.all(lanes);
      return { failed, isBusy: sent > 10 };
    },
  };
}
