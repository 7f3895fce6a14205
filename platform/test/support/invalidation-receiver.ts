import fastify from 'fastify';
import { z } from 'zod';
import { freePort } from '../../../test/support/postgres.ts';

const request = z.array(z.union([z.object({ cache_tag: z.string() }), z.object({ subgraph: z.string() })]));

/** What was asked, as the names of what is to be given up, and what was answered. */
export type Asked = { key: string | undefined; names: string[]; status: number };

/** An address that takes invalidations as a router does; `decide` is the status of each answer. */
export async function openReceiver(decide: (names: readonly string[], before: readonly Asked[]) => number = () => 202) {
  const asked: Asked[] = [];
  const port = await freePort();
  let server = serve();
  function serve() {
    const app = fastify({ forceCloseConnections: true });
    app.post('/invalidation', async ({ body, headers }, reply) => {
      const names = request.parse(body).map((one) => ('cache_tag' in one ? one.cache_tag : `all of ${one.subgraph}`));
      const status = decide(names, asked);
      asked.push({ key: headers.authorization, names, status });
      return reply.code(status).send({});
    });
    return app;
  }
  return {
    url: `http://127.0.0.1:${port}/invalidation`,
    asked,
    /** What it has given up. */
    names: () => asked.filter(({ status }) => status === 202).flatMap(({ names }) => names),
    start: async () => {
      server = serve();
      await server.listen({ host: '127.0.0.1', port });
    },
    stop: () => server.close(),
  };
}

export type InvalidationReceiver = Awaited<ReturnType<typeof openReceiver>>;
