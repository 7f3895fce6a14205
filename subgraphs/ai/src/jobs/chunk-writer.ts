import type { Chunk } from '../store/chat-store.ts';

const period = 40;

/** Gathers the pieces of an answer for 40 ms at a time, so that a fast model does not cause a statement for each word. */
export function createChunkWriter(append: (chunk: Chunk) => Promise<void>) {
  let pending = '';
  let position = 0;
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (pending !== '') {
      const chunk = { position: ++position, delta: pending };
      pending = '';
      writing = writing.then(() => append(chunk));
    }
    return writing;
  };
  return {
    write: (delta: string) => {
      pending += delta.replaceAll('\0', '');
      timer ??= setTimeout(() => void flush().catch(() => undefined), period);
    },
    /** Resolves when everything is written; rejects when a write failed. */
    flush,
    isEmpty: () => position === 0 && pending === '',
  };
}
