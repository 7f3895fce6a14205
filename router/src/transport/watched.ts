import type { Running } from '../engine/running.ts';

/** Tells of the end of an operation, once, whoever ended it. */
export function watched({ next, end }: Running, onOver: () => void): Running {
  let isOver = false;
  const tellOver = () => {
    if (!isOver) onOver();
    isOver = true;
  };
  return {
    next: async () => {
      const result = await next();
      if (result.done) tellOver();
      return result;
    },
    end: () => {
      end();
      tellOver();
    },
  };
}
