import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from './log.ts';

/** Resolves when a part that requests need is there; rejects otherwise. */
export type ReadinessCheck = { name: string; check: () => Promise<unknown> };

const checkTimeout = 2_000;

/**
 * `/health`, `/health?live`: the process is alive. `/ready`, `/health?ready`: it can serve; 503 while it drains or while a check fails,
 * with the names of what fails. Paths and `status` are those of Apollo's router. `details` say more of a process that can serve.
 */
export function serveHealth(
  app: FastifyInstance,
  checks: readonly ReadinessCheck[],
  drain: AbortSignal,
  log: Logger,
  details: () => object = () => ({}),
): void {
  const sendReadiness = async (reply: FastifyReply) => {
    const failing = drain.aborted ? ['draining'] : await findFailures(checks, log);
    return failing.length > 0 ? reply.code(503).send({ status: 'DOWN', failing }) : { status: 'UP', ...details() };
  };
  app.get('/health', (request, reply) =>
    /\?ready\b/i.test(request.url) ? sendReadiness(reply) : reply.send({ status: 'UP' }),
  );
  app.get('/ready', (_, reply) => sendReadiness(reply));
}

/** The names of what fails now. */
export async function findFailures(checks: readonly ReadinessCheck[], log: Logger): Promise<string[]> {
  const outcomes = await Promise.all(checks.map((check) => findFailure(check, log)));
  return outcomes.filter((name) => name !== null);
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
