import { afterEach, describe, expect, it } from '@jest/globals';
import { exportSPKI } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { probe } from '../../scripts/security/probe.ts';
import { startProcess } from '../../test/support/processes.ts';
import { createCleanup } from './support/cleanup.ts';
import { startIssuer } from './support/issuer.ts';
import { startRouter, startSubgraph } from './support/test-graph.ts';

const { stopping, stopAll } = createCleanup();
afterEach(stopAll);

const shop = { name: 'shop', sdl: 'type Query { name: String }', resolvers: { Query: { name: () => 'shop' } } };
const foundBy = (results: Awaited<ReturnType<typeof probe>>) =>
  results.filter(({ finding }) => finding !== null).map(({ name }) => name);

/** A router with the default limits, as it is run where strangers reach it. */
async function startGuardedRouter() {
  const [issuer, subgraph] = [stopping(await startIssuer()), stopping(await startSubgraph(shop))];
  const config = { ...issuer.config, supergraph: { introspection: false }, server: { explorer: false } };
  return { issuer, router: stopping(await startRouter([shop], [subgraph], { config })) };
}

/** An endpoint that executes whatever it gets, for whoever asks. */
async function startWeakServer() {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.headers.accept === 'text/html') return response.end('<title>GraphiQL</title>');
      if (body === '{') return response.writeHead(500).end('Error\n    at JSON.parse (node:internal)');
      const answer: object = body.includes('@aa')
        ? { errors: Array.from({ length: 10 }, () => ({ message: 'Unknown directive. Did you mean "@a"?' })) }
        : { data: { __typename: 'Query' }, extensions: { ftv1: 'x' } };
      const typo = { errors: [{ message: 'Did you mean "viewer"?' }] };
      const one = body.includes('__typenam }') ? typo : answer;
      return response.end(JSON.stringify(body.startsWith('[') ? [one, one] : one));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return stopping({ url: `http://127.0.0.1:${port}/graphql`, stop: () => server.close() });
}

describe('the probe', () => {
  it('finds nothing at a router as strangers reach it', async () => {
    const { issuer, router } = await startGuardedRouter();
    const known = { token: await issuer.token(), publicKey: await exportSPKI(issuer.publicKey) };
    const results = await probe(router.url, { ...known, query: '{ name }' });
    expect(foundBy(results)).toEqual([]);
    expect(results.filter(({ kind }) => kind === 'misconfiguration')).toHaveLength(13);
  });

  it('finds everything at an endpoint that takes everything', async () => {
    const { url } = await startWeakServer();
    const results = await probe(url);
    expect(foundBy(results)).toEqual(results.map(({ name }) => name));
  });

  it('ends with 1 and a table when it found something, with 2 when nobody answers', async () => {
    const { url, stop } = await startWeakServer();
    const found = startProcess(['scripts/security.ts', 'probe', url]);
    expect(await found.exited).toBe(1);
    expect(found.output()).toContain('FOUND');
    stop();
    expect(await startProcess(['scripts/security.ts', 'probe', 'http://127.0.0.1:1/graphql']).exited).toBe(2);
    const help = startProcess(['scripts/security.ts', '--help']);
    expect(await help.exited).toBe(0);
    expect(help.output()).toContain('--jwks');
  });
});
