import type { FastifyInstance } from 'fastify';
import type { Logger } from './log.ts';

/** Resolves when a part that requests need is there; rejects otherwise. */
export type ReadinessCheck = { name: string; check: () => Promise<unknown> };

const checkTimeout = 2_000;

/** `/health`: the process is alive. `/ready`: it can serve; 503 while it drains or while a check fails, with the names of what fails. */
export function serveHealth(
  app: FastifyInstance,
  checks: readonly ReadinessCheck[],
  drain: AbortSignal,
  log: Logger,
): void {
  app.get('/health', () => ({ status: 'UP' }));
  app.get('/ready', async (_, reply) => {
    if (drain.aborted) return reply.code(503).send({ status: 'DRAINING' });
    const failing = (await Promise.all(checks.map((check) => findFailure(check, log)))).filter((name) => name !== null);
    if (failing.length > 0) return reply.code(503).send({ status: 'DOWN', failing });
    return { status: 'UP' };
  });
}

async function findFailure({ name, check }: ReadinessCheck, log: Logger): Promise<string | null> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error('timed out')), checkTimeout);
  try {
    await Promise.race([check(), timeout.promise]);
    return null;
  } catch (error) {
    log.warn({ err: error, check: name }, 'not ready');
    return name;
  } finally {
    clearTimeout(timer);
  }
}
