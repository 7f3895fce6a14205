import { LRUCache } from 'lru-cache';
import type { JsonObject } from '../engine/result.ts';
import type { IntrospectionTexts } from './planning-task.ts';

/** Answers an introspection query, written out without other fields. */
export type Introspect = (query: string, variables: JsonObject) => Promise<IntrospectionTexts>;

/** Characters of queries and their answers. */
const maxSize = 32_000_000;

/** Keeps the answers to introspection queries; those who ask for the same meanwhile wait for one. */
export function createIntrospectionTexts(introspect: Introspect): Introspect {
  const known = new LRUCache<string, IntrospectionTexts>({ maxSize, sizeCalculation: sizeOf });
  const coming = new Map<string, Promise<IntrospectionTexts>>();
  return async (query, variables) => {
    const key = `${query} ${JSON.stringify(variables)}`;
    const answer = known.get(key) ?? coming.get(key);
    if (answer) return answer;
    const promise = introspect(query, variables);
    coming.set(key, promise);
    try {
      const texts = await promise;
      known.set(key, texts);
      return texts;
    } finally {
      coming.delete(key);
    }
  };
}

function sizeOf(texts: IntrospectionTexts, key: string): number {
  return Object.values(texts).reduce((size, text) => size + text.length, key.length);
}
