import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { serveAnthropic } from './anthropic.ts';
import { createFaults, fault } from './faults.ts';
import { serveOpenAi } from './openai.ts';

const arming = z.object({ model: z.string(), fault });

/** A stand-in for the APIs of OpenAI and Anthropic. `chunkGap`: milliseconds between two pieces of a stream. */
export function createSimulator({ chunkGap }: { chunkGap: number }): FastifyInstance {
  const faults = createFaults();
  const app = fastify({ forceCloseConnections: true, bodyLimit: 16 * 1024 * 1024 });
  app.addHook('onRequest', async (_, reply) => void reply.header('x-conea-simulator', 'ai'));
  serveOpenAi(app, { faults, gap: chunkGap });
  serveAnthropic(app, { faults, gap: chunkGap });
  app.get('/', () => 'This is a simulator of AI providers, for development and tests. Nothing here is a real model.\n');
  app.get('/health', () => ({ status: 'UP' }));

  app.post('/simulator/faults', async (request, reply) => {
    const parsed = arming.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    faults.arm(parsed.data.model, parsed.data.fault);
    return reply.code(204).send();
  });
  app.delete('/simulator/faults', async (_, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  app.get('/simulator/attempts', () => faults.attempts());
  return app;
}
