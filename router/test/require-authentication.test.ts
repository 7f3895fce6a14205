import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import WebSocket from 'ws';
import { startIssuer } from './support/issuer.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const definition = { name: 'words', sdl: 'type Query { open: String }', resolvers: { Query: { open: () => 'open' } } };

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  issuer = await startIssuer();
  subgraph = await startSubgraph(definition);
  const config = { ...issuer.config, authorization: { require_authentication: true } };
  router = await startRouter([definition], [subgraph], { config });
});
afterAll(async () => {
  await router.stop();
  await Promise.all([subgraph.stop(), issuer.stop()]);
});

async function connect(payload: object): Promise<WebSocket> {
  const socket = new WebSocket(router.url.replace('http', 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  return socket;
}

describe('a router for signed-in callers only', () => {
  it('answers anonymous requests exactly like those with a bad token, and asks no subgraph', async () => {
    const anonymous = await ask(router.url, '{ open }');
    const invalid = await ask(router.url, '{ open }', {}, { authorization: 'Bearer x.y.z' });
    expect(anonymous).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(anonymous).toEqual(invalid);
    expect(anonymous).not.toHaveProperty('data');
    expect(subgraph.requests).toEqual([]);
  });

  it.each([
    ['none were sent', {}, 'Bearer realm="graphql"'],
    ['a bad token was', { authorization: 'Bearer x.y.z' }, 'Bearer realm="graphql", error="invalid_token"'],
    ['they have another form', { authorization: 'Basic eDp5' }, 'Bearer realm="graphql", error="invalid_token"'],
  ])('says by what credentials are shown, and whether there were any: %s', async (_, credentials, challenge) => {
    for (const accept of ['application/json', 'application/graphql-response+json', 'text/event-stream']) {
      const headers = { 'content-type': 'application/json', accept, ...credentials };
      const response = await fetch(router.url, { method: 'POST', headers, body: '{"query":"{ open }"}' });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, challenge]);
    }
  });

  it('tells an anonymous caller nothing of a document that is not valid', async () => {
    expect(await ask(router.url, '{ nothing }')).toEqual(await ask(router.url, '{ open }'));
  });

  it('closes anonymous WebSockets with 4403', async () => {
    expect((await once(await connect({}), 'close'))[0]).toBe(4403);
  });

  it('serves signed-in callers over HTTP and WebSocket', async () => {
    const authorization = `Bearer ${await issuer.token()}`;
    expect(await ask(router.url, '{ open }', {}, { authorization })).toEqual({ status: 200, data: { open: 'open' } });
    const socket = await connect({ authorization });
    expect(JSON.parse(String((await once(socket, 'message'))[0]))).toEqual({ type: 'connection_ack' });
    socket.terminate();
  });
});
