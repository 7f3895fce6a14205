import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { LoadShedding } from '../overload/load-shedding.ts';

/** Counts requests from their headers to the end of their answer, and refuses those that are too many. */
export function createAdmission({ admit }: Pick<LoadShedding, 'admit'>) {
  const open = new WeakMap<FastifyRequest, () => void>();
  const onRequest: onRequestHookHandler = (request, reply, done) => {
    const leave = admit();
    open.set(request, leave);
    reply.raw.once('close', leave);
    done();
  };
  return {
    onRequest,
    /** From now on the request waits for events, which is no work. */
    release: (request: FastifyRequest): void => open.get(request)?.(),
  };
}

export type Admission = ReturnType<typeof createAdmission>;
