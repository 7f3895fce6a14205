import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { encodeCaller, type Caller } from '@conea/platform';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { z } from 'zod';
import { attackedShop } from '../support/attacked-shop.ts';
import { startIssuer } from '../support/issuer.ts';
import { sendBytes } from '../support/raw-http.ts';
import { startRouterProcess, type RouterProcess } from '../support/router-process.ts';
import { startSignedShop } from '../support/signed-shop.ts';
import { ask, startRouter, startSubgraph } from '../support/test-graph.ts';

const mark = 'forged-by-the-client';
const forgedCaller: Caller = {
  requestId: mark,
  ip: '203.0.113.9',
  userAgent: mark,
  user: {
    id: 'usr_1',
    organizationId: 'org_1',
    role: 'admin',
    scopes: ['*'],
    sessionId: 'ses_1',
    expiresAt: 4_000_000_000,
  },
};
const signature = {
  'conea-caller': encodeCaller(forgedCaller),
  'conea-signature': `kid=k1;ts=1;nonce=${mark};sig=${mark}`,
};
const forged: Record<string, string> = {
  ...signature,
  'x-user-id': mark,
  'x-roles': mark,
  'x-scopes': mark,
  'x-org-id': mark,
  'x-signature': mark,
  'x-request-id': mark,
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-host': mark,
  'x-forwarded-user': mark,
  'x-real-ip': '203.0.113.9',
  forwarded: 'for=203.0.113.9',
  'true-client-ip': '203.0.113.9',
  cookie: `session=${mark}`,
};

let shop: Awaited<ReturnType<typeof startSignedShop>>;
let router: RouterProcess;

beforeAll(async () => {
  shop = await startSignedShop();
  router = await startRouterProcess([shop.definition], [shop], { environment: shop.environment });
});
afterAll(async () => {
  await router.stop();
  await shop.stop();
});
beforeEach(() => {
  shop.received.length = 0;
});

const told = z.object({ caller: z.string().transform((text): unknown => JSON.parse(text)) });
const anonymous = { requestId: expect.stringMatching(/^req_/), ip: '127.0.0.1', user: null };

describe('who a client says that it is, in headers or messages that are not for clients', () => {
  it.each([
    ['POST', (headers: object) => ask(router.url, '{ caller }', {}, headers)],
    [
      'GET',
      async (headers: object) => {
        const url = `${router.url}?query={caller}`;
        const response = await fetch(url, { headers: { ...headers, 'apollo-require-preflight': 'yes' } });
        return z.object({ data: z.unknown() }).parse(await response.json());
      },
    ],
    [
      'an event stream',
      async (headers: object) => {
        const accept = { accept: 'text/event-stream', 'content-type': 'application/json' };
        const body = '{"query":"subscription { caller }"}';
        const response = await fetch(router.url, { method: 'POST', headers: { ...headers, ...accept }, body });
        const [, data = ''] = /^data: (.+)$/m.exec(await response.text()) ?? [];
        return z.object({ data: z.unknown() }).parse(JSON.parse(data));
      },
    ],
    [
      'a WebSocket',
      async (headers: object) => {
        class Forging extends WebSocket {
          constructor(url: string, protocols: string) {
            super(url, protocols, { headers: { ...headers } });
          }
        }
        const url = router.url.replace('http', 'ws');
        const client = createClient({
          url,
          webSocketImpl: Forging,
          retryAttempts: 0,
          connectionParams: { ...headers },
        });
        const conea = { caller: signature['conea-caller'], signature: signature['conea-signature'] };
        const query = 'subscription { caller }';
        const [result] = await Array.fromAsync(client.iterate({ query, extensions: { conea, ...headers } }));
        await client.dispose();
        return z.object({ data: z.unknown() }).parse(result);
      },
    ],
  ])('reaches no subgraph through %s', async (_, send) => {
    const { data } = await send(forged);
    expect(told.parse(data).caller).toMatchObject(anonymous);
    expect(shop.received.map((headers) => JSON.stringify(headers)).join()).not.toMatch(/forged-by|203\.0\.113|usr_1/);
  });

  it('takes nothing from what the router says, also as a header of one hop', async () => {
    const names = ['close', 'conea-caller', 'conea-signature', 'content-type', 'x-request-id'].join(', ');
    const body = '{"query":"{ caller }"}';
    const headers = `host: x\r\ncontent-type: application/json\r\nconnection: ${names}\r\ncontent-length: ${body.length}`;
    const answer = await sendBytes(router.url, `POST /graphql HTTP/1.1\r\n${headers}\r\n\r\n${body}`);
    expect(answer).toContain('{"data":{"caller":');
    expect(shop.received).toMatchObject([{ 'conea-signature': expect.stringMatching(/^kid=k1;/) }]);
  });
});

describe('line breaks that a client sends', () => {
  const crlf = 'x\r\nx-user-id: forged-by-the-client\r\n\r\n';

  it.each([
    [
      'as the name of an operation',
      { query: 'query A { caller }', operationName: crlf },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['as the id of a document', { documentId: crlf }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['as a hash', { extensions: { persistedQuery: { version: 1, sha256Hash: crlf } } }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['in the text', { query: `query A { caller(${crlf}) }` }, 'GRAPHQL_PARSE_FAILED'],
  ])('%s are a typed error', async (_, body, code) => {
    const accept = 'application/graphql-response+json';
    const response = await fetch(router.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
    });
    expect(response.status).toBeLessThan(500);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(shop.received).toEqual([]);
  });

  it.each([
    ['the name of the client', 'apollographql-client-name'],
    ['the last event', 'last-event-id'],
    ['the type that is accepted', 'accept'],
  ])('in %s end no header', async (_, name) => {
    const body = '{"query":"{ caller }"}';
    for (const [lineBreak, status] of [
      ['\r', 400],
      ['\0', 400],
    ] as const) {
      const headers = `host: x\r\ncontent-type: application/json\r\n${name}: */*${lineBreak}x-user-id: ${mark}\r\ncontent-length: ${body.length}`;
      const answer = await sendBytes(router.url, `POST /graphql HTTP/1.1\r\n${headers}\r\n\r\n${body}`);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    }
    expect(shop.received).toEqual([]);
  });

  it('in what a token says of its user become no header, and keep no answer back', async () => {
    const [issuer, subgraph] = await Promise.all([startIssuer(), startSubgraph(attackedShop)]);
    const insert = { name: 'x-user-id', from_context: 'user_id' } as const;
    const config = { ...issuer.config, headers: { all: { request: [{ insert }] } } };
    const inserting = await startRouter([attackedShop], [subgraph], { config });
    for (const sub of ['usr_1\r\nx-roles: admin', 'usr_1\0', 'usr_あ']) {
      const authorization = `Bearer ${await issuer.token({ sub })}`;
      expect(await ask(inserting.url, '{ mine }', {}, { authorization })).toMatchObject({ data: { mine: 'mine' } });
    }
    expect(subgraph.requestHeaders).toHaveLength(3);
    for (const headers of subgraph.requestHeaders) expect(headers).not.toHaveProperty('x-user-id');
    await inserting.stop();
    await Promise.all([subgraph.stop(), issuer.stop()]);
  });
});
