import type { Running } from './running.ts';

/** Tells of the end of an operation, once, whoever ended it. */
export function watched(running: Running, onOver: () => void): Running {
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
      return next;
    },
    return: async () => {
      end();
      return { done: true, value: undefined };
    },
  };
  return { results, end };
}
