import type { ExecutionResult } from '../engine/result.ts';
import type { Running } from './running.ts';

export type Watch = {
  onResult(result: ExecutionResult): void;
  /** Called once, whoever ended it. */
  onOver(): void;
};

/** Tells of each result of an operation, and of its end. */
export function watched(running: Running, { onResult, onOver }: Watch): Running {
  let isOver = false;
  const over = () => {
    if (!isOver) onOver();
    isOver = true;
  };
  const end = () => {
    running.end();
    over();
  };
  const results: Running['results'] = {
    [Symbol.asyncIterator]: () => results,
    next: async () => {
      const next = await running.results.next();
      if (next.done) over();
      else onResult(next.value);
      return next;
    },
    return: async () => {
      end();
      return { done: true, value: undefined };
    },
  };
  return { results, end };
}
