import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';

/** Passwords that have leaked as far as this simulator knows. */
export const leakedPasswords = ['correct horse battery staple', 'the eagle has landed tonight'];

const fault = z.object({
  // Status 503, no answer for ten seconds, a page of a hotel's network, and a connection that is cut.
  kind: z.enum(['unavailable', 'slow', 'html', 'cut']),
});

const paddedTo = 800;

/** A stand-in for the range API of Have I Been Pwned: the suffixes of all leaked SHA-1 hashes with the asked prefix, padded with made-up ones. */
export function createSimulator(): FastifyInstance {
  const digests = leakedPasswords.map((password) => sha1(password));
  const asked: string[] = [];
  let armed: z.infer<typeof fault>['kind'] | null = null;
  const app = fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (_, reply) => void reply.header('x-conea-simulator', 'passwords'));
  app.get('/health', () => ({ status: 'UP' }));
  app.get<{ Params: { prefix: string } }>('/range/:prefix', async (request, reply) => {
    const { prefix } = request.params;
    asked.unshift(prefix);
    asked.splice(100);
    if (armed === 'cut') return request.raw.socket.destroy();
    if (armed === 'unavailable') return reply.code(503).send('Service Unavailable');
    if (armed === 'html') return reply.type('text/html').send('<!doctype html><title>Welcome to our network</title>');
    if (armed === 'slow') await delay(10_000, undefined, { ref: false });
    if (!/^[0-9A-F]{5}$/i.test(prefix)) return reply.code(400).send('The hash prefix was not in a valid format');
    const found = digests
      .filter((digest) => digest.startsWith(prefix.toUpperCase()))
      .map((digest) => `${digest.slice(5)}:4711`);
    const padding = request.headers['add-padding'] === 'true' ? paddedTo - found.length : 0;
    const madeUp = Array.from({ length: padding }, (_, index) => `${sha1(prefix + index).slice(5)}:0`);
    return reply.type('text/plain').send([...found, ...madeUp].toSorted().join('\r\n'));
  });
  app.get('/simulator/asked', () => asked);
  app.put('/simulator/faults', async (request, reply) => {
    const parsed = fault.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    armed = parsed.data.kind;
    return reply.code(204).send();
  });
  app.delete('/simulator/faults', async (_, reply) => {
    armed = null;
    return reply.code(204).send();
  });
  return app;
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex').toUpperCase();
}
