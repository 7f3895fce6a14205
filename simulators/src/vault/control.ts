import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { State } from './state.ts';

/** The next `times` requests are answered with `status`; each waits `latency` milliseconds. */
const faultsShape = z.strictObject({
  status: z.number().int().min(400).max(599).nullable().default(null),
  times: z.number().int().min(0).default(1_000_000),
  latency: z.number().int().min(0).default(0),
});
export type Faults = z.infer<typeof faultsShape>;

const secret = z.strictObject({ path: z.string(), data: z.record(z.string(), z.unknown()) });

/** What a Vault does not have: how tests put secrets in, take tokens away and make it fail. */
export function serveControl(app: FastifyInstance, state: State, faults: Faults): void {
  app.put('/simulator/secrets', async (request, reply) => {
    const parsed = secret.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    state.put(parsed.data.path, parsed.data.data);
    return reply.code(204).send();
  });
  app.put('/simulator/faults', async (request, reply) => {
    const parsed = faultsShape.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    Object.assign(faults, parsed.data);
    return reply.code(204).send();
  });
  app.post('/simulator/tokens/revoke', async (_, reply) => {
    state.revokeAll();
    return reply.code(204).send();
  });
  app.get('/simulator/counters', () => state.counters);
}
