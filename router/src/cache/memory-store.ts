import { LRUCache } from 'lru-cache';
import { endOf, type Entry } from './entry.ts';

/** What one process holds; when it is full, the least used goes first. */
export type MemoryStore = { find(key: string): Entry | undefined; set(key: string, entry: Entry): void };

// Of an entry beside its texts: measured with a full store of small entities.
const overhead = 400;

export function createMemoryStore({ max_bytes: maxSize }: { max_bytes: number }): MemoryStore {
  const entries = new LRUCache<string, Entry>({
    maxSize,
    sizeCalculation: ({ text }, key) => 2 * (text.length + key.length) + overhead,
  });
  return {
    find: (key) => {
      const entry = entries.get(key);
      if (!entry || Date.now() < endOf(entry)) return entry;
      entries.delete(key);
      return undefined;
    },
    set: (key, entry) => {
      entries.set(key, entry);
    },
  };
}
