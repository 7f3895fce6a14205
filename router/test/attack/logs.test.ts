import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { once } from 'node:events';
import WebSocket from 'ws';
import { attackedShop } from '../support/attacked-shop.ts';
import { startIssuer } from '../support/issuer.ts';
import { sendBytes } from '../support/raw-http.ts';
import { startRouterProcess, type RouterProcess } from '../support/router-process.ts';
import { ask, startSubgraph, type TestSubgraph } from '../support/test-graph.ts';

const canary = 'canary-7f3a';
const forgedLine = '\n{"level":"fatal","msg":"forged"}\n\u001b[31mred\u001b[0m';

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraph: TestSubgraph;
let router: RouterProcess;

beforeAll(async () => {
  [issuer, subgraph] = await Promise.all([startIssuer(), startSubgraph(attackedShop)]);
  subgraph.route('/api-keys/verify', () => ({ status: 200, body: '{"user":null}' }));
  router = await startRouterProcess([attackedShop], [subgraph], {
    config: {
      authentication: { ...issuer.config.authentication, api_key: { subgraph: 'shop' } },
      limits: { warn_only: true, max_depth: 1 },
      persisted_queries: { enabled: true, log_unknown: true },
    },
    environment: { LOG_LEVEL: 'trace' },
  });
});
afterAll(async () => {
  await router.stop();
  await Promise.all([subgraph.stop(), issuer.stop()]);
});

it('what clients send does not break the lines of the log, make them long, or stand in them where it is secret', async () => {
  const variables = { email: `${canary}@example.com`, password: canary };
  const signIn = 'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) }';
  const token = await issuer.token({ sub: `usr_${canary}` });
  await ask(router.url, signIn, variables, { authorization: `Bearer ${token}`, cookie: `session=${canary}` });
  await ask(router.url, signIn, variables, { authorization: `Bearer ${canary}`, 'x-api-key': canary });
  await ask(router.url, signIn, variables, { 'x-api-key': canary });
  await ask(`${router.url}?api_key=${canary}&access_token=${canary}`, `{ person { friends { name } } }`);
  await ask(router.url, `{ text(value: "${canary}") nothing }`);

  const odd = { documentId: `x${forgedLine}`, operationName: forgedLine, variables: { a: forgedLine.repeat(10_000) } };
  const headers = {
    'content-type': 'application/json',
    'apollographql-client-name': 'a\u001b[31m',
    'user-agent': canary,
  };
  await fetch(router.url, {
    method: 'POST',
    headers: { ...headers, 'apollographql-client-name': 'x'.repeat(9_000) },
    body: JSON.stringify(odd),
  });
  await sendBytes(router.url, `GET /${forgedLine}\x1b HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);

  subgraph.misbehave(() => ({ status: 500, body: `${canary}${forgedLine}` }));
  await ask(router.url, signIn, variables);
  subgraph.misbehave(() => ({
    status: 200,
    body: JSON.stringify({ errors: [{ message: canary, extensions: { stacktrace: [canary] } }] }),
  }));
  await ask(router.url, '{ hello }');

  const socket = new WebSocket(router.url.replace('http', 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(
    JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${canary}`, password: canary } }),
  );
  await new Promise((resolve) => socket.once('close', resolve));

  expect(await router.stop()).toBe(0);
  const lines = router.output().trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({ name: 'router', level: expect.not.stringMatching('fatal') });
    expect(line.length).toBeLessThan(10_000);
    expect(line).not.toContain('\u001b');
    expect(line).not.toContain(canary);
  }
});
