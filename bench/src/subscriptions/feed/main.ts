import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createServer, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { subgraphs } from '../graph.ts';
import { createTickLog } from './tick-log.ts';

const request = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).nullish() });
const control = z.object({ count: z.number(), interval: z.number() });

const log = createTickLog();
const product = ({ upc }: { upc: string }) => ({ upc, name: `Product ${upc}`, price: 100 });
const schemas = {
  feed: buildSubgraphSchema([
    {
      typeDefs: parse(subgraphs.feed),
      resolvers: {
        Query: { lastCursor: () => null },
        Subscription: {
          ticked: {
            subscribe: (_: unknown, { after }: { after?: string | null }) => log.tail(after ?? null),
            resolve: (tick: unknown) => tick,
          },
        },
      },
    },
  ]),
  catalog: buildSubgraphSchema([
    {
      typeDefs: parse(subgraphs.catalog),
      resolvers: {
        Query: { product: (_: unknown, args: { upc: string }) => product(args) },
        Product: { __resolveReference: product },
      },
    },
  ]),
};

const answer =
  (schema: GraphQLSchema): RequestListener =>
  (incoming, response) => {
    const send = async () => {
      const { query: source, variables } = request.parse(JSON.parse(await text(incoming)));
      const result = await graphql({ schema, source, variableValues: variables ?? {} });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    };
    void send();
  };

const urls: Record<string, string> = {};
for (const [name, schema] of Object.entries(schemas)) {
  const server = createServer(answer(schema));
  useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }));
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, resolve));
  const address = server.address();
  urls[name] = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/graphql`;
}

// Ticks are appended when the bench says so: `count` of them, `interval` milliseconds apart; all in one go without an interval.
process.on('message', (message) => {
  const { count, interval } = control.parse(message);
  const next = (left: number) => {
    log.append();
    if (left > 1) setTimeout(next, interval, left - 1);
  };
  if (interval > 0) return next(count);
  for (let number = 0; number < count; number++) log.append();
});
process.send?.({ urls });
