import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import WebSocket from 'ws';
import { attackedShop } from '../support/attacked-shop.ts';
import { connections, headers, messages, queries, requests } from '../support/fuzz-inputs.ts';
import { startIssuer } from '../support/issuer.ts';
import { sendBytes } from '../support/raw-http.ts';
import { startRouterProcess, type RouterProcess } from '../support/router-process.ts';
import { ask, startSubgraph, type TestSubgraph } from '../support/test-graph.ts';

// More, and others: FUZZ_RUNS=5000 FUZZ_SEED=7 npm test -- router/test/attack/fuzz
const runs = Number(process.env['FUZZ_RUNS'] ?? 15);
const seed = Number(process.env['FUZZ_SEED'] ?? 42);

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraph: TestSubgraph;
let router: RouterProcess;

beforeAll(async () => {
  [issuer, subgraph] = await Promise.all([startIssuer(), startSubgraph(attackedShop)]);
  router = await startRouterProcess([attackedShop], [subgraph], {
    config: {
      ...issuer.config,
      // A connection that nothing more comes from has to end for its input to be over.
      server: {
        explorer: false,
        headers_timeout: '1s',
        request_timeout: '1s',
        connections_check_interval: '50ms',
      },
      transports: { keep_alive_timeout: '100ms', websocket: { init_timeout: '1s' } },
      demand_control: { enabled: true },
    },
  });
});
afterAll(async () => {
  await router.stop();
  await Promise.all([issuer.stop(), subgraph.stop()]);
});

const post = (body: string, more: Record<string, string> = {}) =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const answered = (response: IncomingMessage) =>
      text(response).then((read) => resolve({ status: response.statusCode, body: read }), reject);
    const sent = request(router.url, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', ...more },
    });
    sent.once('response', (response) => void answered(response)).once('error', reject);
    sent.end(body);
  });

/** Many inputs at a time, and after them a good request. */
async function survives<Input>(
  inputs: fc.Arbitrary<Input>,
  attempt: (input: Input) => Promise<void>,
  { numRuns, atOnce } = { numRuns: runs, atOnce: 10 },
): Promise<void> {
  const property = fc.asyncProperty(fc.array(inputs, { minLength: 1, maxLength: atOnce }), async (several) => {
    await Promise.all(several.map(attempt));
    expect(await ask(router.url, '{ hello }')).toMatchObject({ status: 200, data: { hello: 'hello' } });
  });
  await fc.assert(property, { numRuns, seed });
}

const isClientsFault = ({ status, body }: { status: number | undefined; body: string }) => {
  expect(status).toBeLessThan(500);
  expect(body).not.toMatch(/INTERNAL_SERVER_ERROR|"stacktrace"|node_modules/);
};

describe('a router is never at fault', () => {
  it('whatever bytes come', async () => {
    await survives(
      connections,
      async (bytes) => {
        expect(await sendBytes(router.url, bytes)).not.toMatch(/^HTTP\/1\.1 5/m);
      },
      // Each of them lasts until the router has waited long enough.
      { numRuns: Math.ceil(runs / 5), atOnce: 50 },
    );
  });

  it('whatever JSON comes', async () => {
    await survives(requests, async (body) => isClientsFault(await post(JSON.stringify(body) ?? '')));
  });

  it('whatever the text of a query is', async () => {
    await survives(queries, async (query) =>
      isClientsFault(await post(JSON.stringify({ query, variables: { a: [1] } }))),
    );
  });

  it('whatever a URL says', async () => {
    await survives(
      fc.dictionary(
        fc.constantFrom('query', 'variables', 'extensions', 'documentId', '__proto__'),
        fc.oneof(queries, fc.json()),
      ),
      async (parameters) => {
        const url = `${router.url}?${new URLSearchParams(parameters).toString()}`;
        const response = await fetch(url, { headers: { 'apollo-require-preflight': 'yes', connection: 'close' } });
        isClientsFault({ status: response.status, body: await response.text() });
      },
    );
  });

  it('whatever headers say', async () => {
    await survives(headers, async (more) => isClientsFault(await post('{"query":"{ hello }"}', more)));
  });

  it('whatever a WebSocket says', async () => {
    const talks = fc.tuple(fc.boolean(), fc.array(messages, { maxLength: 8 }));
    await survives(talks, async ([isInitialised, said]) => {
      const socket = new WebSocket(router.url.replace('http', 'ws'), 'graphql-transport-ws');
      const closed = new Promise<number>((resolve) => socket.once('close', resolve));
      await once(socket, 'open');
      if (isInitialised) socket.send('{"type":"connection_init"}');
      for (const message of said) socket.send(message);
      socket.send('the end');
      expect(await closed).not.toBe(4500);
      expect(await closed).not.toBe(1011);
    });
  });

  it('and its log says nothing of faults', () => {
    const lines = router.output().trimEnd().split('\n');
    for (const line of lines)
      expect(JSON.parse(line)).not.toMatchObject({ level: expect.stringMatching(/error|fatal/) });
  });
});
