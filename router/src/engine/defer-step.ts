import type { Step } from './execution.ts';

/** What a deferred fragment needs, and the fetches of which it needs the answers first. */
export type DeferredStep = { label: string; after: readonly string[]; step: Step };

/** Runs what is answered at first; the rest starts as soon as it can, and nobody waits for it here. */
export function compileDefer(primary: Step | null, parts: readonly DeferredStep[]): Step {
  return async (execution) => {
    const { deferred } = execution;
    if (deferred === null) throw new Error('a plan with deferred parts is run by deliver');
    for (const { label, after, step } of parts)
      deferred.start(label, after, (errors) => step({ ...execution, errors }));
    await primary?.(execution);
  };
}

/** Tells those that depend on a fetch that it was answered; `of` requests make it up. */
export function announcing(step: Step, id: string, of: number): Step {
  return async (execution) => {
    await step(execution);
    execution.deferred?.fetched(id, of);
  };
}
