import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from '../log.ts';

/** What has to be done before an answer goes out: when it cannot be, the answer does not go out. */
export type BeforeAnswer = (work: () => Promise<void>) => void;

/** Gathers what one operation, or one event of a subscription, has to have done before its answer goes out. */
export function createAnswerHold(): { beforeAnswer: BeforeAnswer; settle: () => Promise<void> } {
  const works: (() => Promise<void>)[] = [];
  return {
    beforeAnswer: (work) => void works.push(work),
    settle: async () => {
      await Promise.all(works.splice(0).map((work) => work()));
    },
  };
}

/** Keeps answers of this scope back until what they wait for is done, whatever engine makes them; otherwise the router gets a 503, and may try again. */
export function holdAnswers(scope: FastifyInstance, log: Logger): (request: FastifyRequest, settle: Settle) => void {
  const waits = new WeakMap<FastifyRequest, Settle>();
  scope.addHook('onSend', async (request) => {
    const settle = waits.get(request);
    waits.delete(request);
    await settle?.().catch((error: unknown) => {
      log.error({ err: error }, 'answer kept back');
      throw Object.assign(new Error('Service Unavailable'), { statusCode: 503 });
    });
  });
  return (request, settle) => void waits.set(request, settle);
}

type Settle = () => Promise<void>;
