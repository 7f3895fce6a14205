import { LRUCache } from 'lru-cache';
import type { SubgraphRequest } from '../subgraphs.ts';
import { callerClass } from '../traffic/caller-class.ts';

/** The keys under which a piece may be held: for everybody, and for its caller alone; null: such a caller has nothing of its own. */
export type ScopedKeys = { public: string; own: string | null };

/** What is not public is held for its caller alone, in its organization, and for nobody who is not signed in. */
export function createScopedKeys({ caller, headers }: SubgraphRequest): (key: string) => ScopedKeys {
  const own = caller.user === null ? null : callerClass(caller);
  const sent = headers?.key ?? '';
  return (key) => ({
    public: `public\n${sent}\n${key}`,
    own: own === null ? null : `private\n${own}\n${sent}\n${key}`,
  });
}

/** Who could be given the last answer to an operation: it decides who waits for whom. */
export type Scope = 'everybody' | 'caller' | 'nobody';

const maxOperations = 10_000;

/** Remembers the scope of operations; of one that was never answered the best is hoped for. */
export function createScopeMemory() {
  const scopes = new LRUCache<string, Scope>({ max: maxOperations });
  return {
    of: (operation: string): Scope => scopes.get(operation) ?? 'everybody',
    learn: (operation: string, scope: Scope) => {
      scopes.set(operation, scope);
    },
  };
}
