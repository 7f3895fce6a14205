import { LRUCache } from 'lru-cache';
import { endOf, type Entry } from './entry.ts';
import { createLabelIndex } from './label-index.ts';

/** What one process holds; when it is full, the least used goes first. */
export type MemoryStore = {
  find(key: string): Entry | undefined;
  set(key: string, entry: Entry): void;
  /** Drops everything with one of these labels; answers how much that was. */
  drop(labels: Iterable<string>): number;
  clear(): void;
};

// Of an entry, and of a label of it, beside their texts: an estimate.
const [overhead, overheadOfLabel] = [400, 100];

/** What became of an entry. */
export type MemoryChange = 'stored' | 'evicted' | 'invalidated';

export type MemoryStoreOptions = {
  max_bytes: number;
  onChange(change: MemoryChange, bytes: number): void;
};

export function createMemoryStore({ max_bytes: maxSize, onChange }: MemoryStoreOptions): MemoryStore {
  const index = createLabelIndex();
  const entries = new LRUCache<string, Entry>({
    maxSize,
    sizeCalculation: ({ text, labels, headers }, key) =>
      2 * (text.length + key.length + JSON.stringify(headers).length) + overhead + overheadOfLabel * labels.length,
    dispose: ({ labels }, key, reason) => {
      index.remove(labels, key);
      if (reason === 'evict') onChange('evicted', entries.calculatedSize);
    },
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
      // One that is too large was not taken.
      if (entries.peek(key) !== entry) return;
      index.add(entry.labels, key);
      onChange('stored', entries.calculatedSize);
    },
    drop: (labels) => {
      const keys = index.keysOf(labels);
      for (const key of keys) {
        entries.delete(key);
        onChange('invalidated', entries.calculatedSize);
      }
      return keys.size;
    },
    clear: () => entries.clear(),
  };
}
