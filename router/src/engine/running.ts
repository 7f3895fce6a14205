import type { ExecutionResult } from './result.ts';

/** An operation whose results come one after the other, to one reader. */
export type Running = {
  /** The next result; done once it has ended. */
  next(): Promise<IteratorResult<ExecutionResult, void>>;
  /** Ends it with everything behind it, also while it waits for its next result. */
  end(): void;
};

/** There are no more results. */
export const over = { done: true, value: undefined } as const;

/** One result that is there already. */
export function runningOf(result: ExecutionResult): Running {
  const results: ExecutionResult[] = [result];
  return {
    next: async () => {
      const value = results.pop();
      return value ? { done: false, value } : over;
    },
    end: () => void results.pop(),
  };
}
