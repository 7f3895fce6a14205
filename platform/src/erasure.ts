import type { Database } from './database.ts';
import { countErased, finishErasure, lockErasure, registerErasure, type Answering } from './erasure/erasure-store.ts';
import { platformSteps } from './erasure/steps.ts';
import { erasureRequestOf, type ErasureStep } from './erasure/subject.ts';
import type { EventLog } from './event-log.ts';
import { createWaiter } from './event-log/waiter.ts';
import { takeIn } from './inbox.ts';
import type { Logger } from './log.ts';

export { parseErasureAnswer, type ErasureAnswer, type Kept } from './erasure/answer.ts';
export { findErased, registerErasure } from './erasure/erasure-store.ts';
export { eraseRows } from './erasure/steps.ts';
export type { ErasureRequest, ErasureStep, ErasureSubject } from './erasure/subject.ts';

export type ErasureParts = Answering & {
  database: Database;
  eventLog: EventLog;
  /** What the domain holds, in the order in which it goes; what the platform holds for it goes last. */
  steps: readonly ErasureStep[];
  log: Logger;
  /** Rows or files in one transaction; default 500. */
  batchSize?: number;
  /** Milliseconds until what failed is tried again; default 30,000. */
  pause?: number;
};

/**
 * Erases in a domain whom identity has purged, and answers each erasure with the event `personal_data.erased`. A request is kept in the transaction that
 * takes it in; batch by batch it is done, so that a killed process leaves what the next one goes on with, and two do not do it twice.
 */
export function startErasure(parts: ErasureParts): { stop(): Promise<void> } {
  const { database, eventLog, domain, log, pause = 30_000 } = parts;
  const stopping = new AbortController();
  const waiter = createWaiter();
  const group = `${domain}-erasure`;
  const consumer = eventLog.consume('identity', group, async (event) => {
    const request = erasureRequestOf(event);
    if (!request) return;
    await database.acrossTenants.transaction(async (tx) => {
      if (await takeIn(tx, group, event)) await registerErasure(tx, parts, request);
    });
    waiter.wake();
  });
  const run = async () => {
    while (!stopping.signal.aborted) {
      await eraseEverything(parts, stopping.signal).catch((err: unknown) =>
        log.error({ err }, 'erasures not looked for'),
      );
      await waiter.wait(pause, stopping.signal);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([consumer.stop(), running]);
    },
  };
}

/** Does all that is asked for. What fails is left for the next time and does not hold up the others. */
export async function eraseEverything(parts: Omit<ErasureParts, 'eventLog'>, signal?: AbortSignal): Promise<void> {
  const failed: string[] = [];
  while (!signal?.aborted) {
    const outcome = await eraseBatch(parts, failed);
    if (outcome.isIdle) return;
    if (outcome.error === undefined) continue;
    failed.push(outcome.id);
    parts.log.error({ err: outcome.error, erasureId: outcome.id }, 'erasure failed, to be tried again');
  }
}

type Outcome = { isIdle: true } | { isIdle: false; id: string; error?: unknown };

/** The first kind of which something is left; when there is none the erasure is done. */
async function eraseBatch(parts: Omit<ErasureParts, 'eventLog'>, failed: readonly string[]): Promise<Outcome> {
  const { database, steps, batchSize = 500 } = parts;
  let id: string | undefined;
  try {
    return await database.acrossTenants.transaction(async (tx) => {
      const erasure = await lockErasure(tx, failed);
      if (!erasure) return { isIdle: true };
      id = erasure.id;
      for (const { kind, erase } of [...steps, ...platformSteps]) {
        const count = await erase(tx, erasure.subject, batchSize);
        if (count === 0) continue;
        await countErased(tx, erasure, kind, count);
        return { isIdle: false, id };
      }
      await finishErasure(tx, parts, erasure);
      return { isIdle: false, id };
    });
  } catch (error) {
    if (id === undefined) throw error;
    return { isIdle: false, id, error };
  }
}
