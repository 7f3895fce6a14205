import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Faults } from './faults.ts';

export type VendorAppOptions<Kind extends string> = { vendor: string; faults: Faults<Kind>; kinds: readonly Kind[] };

/** A server that says it is a simulator, reads forms, and is told at `/simulator/faults` what to do wrong. */
export function createVendorApp<const Kind extends string>({
  vendor,
  faults,
  kinds,
}: VendorAppOptions<Kind>): FastifyInstance {
  const fault = z.object({ kind: z.enum(kinds), times: z.number().int().min(1).optional() });
  const app = fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (_, reply) => void reply.header('x-conea-simulator', vendor));
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
  app.get('/health', () => ({ status: 'UP' }));
  app.put('/simulator/faults', async (request, reply) => {
    const parsed = fault.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    faults.arm(parsed.data.kind, parsed.data.times);
    return reply.code(204).send();
  });
  app.get('/simulator/faults', () => ({ met: faults.met() }));
  app.delete('/simulator/faults', async (_, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  return app;
}

const forms = z.instanceof(URLSearchParams);

/** The form of a request; empty when it has none. */
export function formOf(body: unknown): URLSearchParams {
  return forms.safeParse(body).data ?? new URLSearchParams();
}
