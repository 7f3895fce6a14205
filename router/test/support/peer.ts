import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { RouterConfigInput } from '../../src/config/config.ts';
import { trafficShapingConfig } from '../../src/config/traffic-shaping.ts';
import { createSubgraphs, type SubgraphRequest } from '../../src/subgraphs.ts';

export type PeerAnswer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server called `shop` that answers however the test wants, and what calls it as the router does. */
export async function startPeer(answer: PeerAnswer, all: TrafficOfAll = {}) {
  const { url, asked, stop } = await startServer(answer);
  const caller = callPeer(url, all);
  return { ...caller, asked, stop: () => Promise.all([stop(), caller.stop()]) };
}

type TrafficOfAll = NonNullable<RouterConfigInput['traffic_shaping']>['all'];

/** Calls a server as the router does, whether there is one or not. */
export function callPeer(url: string, all: TrafficOfAll = {}) {
  const failures: unknown[] = [];
  const traffic = trafficShapingConfig.parse({ all });
  const subgraphs = createSubgraphs([{ name: 'shop', url, key: null }], {
    traffic,
    onFailure: ({ error }) => failures.push(error),
    onExchange: () => undefined,
    onBreakerChange: () => undefined,
  });
  return {
    failures,
    /** A query of nobody, unless it is said otherwise. */
    fetch: (request: Partial<SubgraphRequest> = {}) =>
      subgraphs.fetch({
        subgraph: 'shop',
        body: '{"query":"{ name }"}',
        caller: { requestId: 'req_1', ip: null, userAgent: null, user: null },
        signal: new AbortController().signal,
        isShareable: true,
        ...request,
      }),
    stop: subgraphs.close,
  };
}

export type Peer = Awaited<ReturnType<typeof startPeer>>;

/** A real HTTP server that answers however the test wants. */
export async function startServer(answer: PeerAnswer) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    request.resume();
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    asked: () => asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
