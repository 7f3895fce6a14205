import type { GraphQLFormattedError } from 'graphql';
import { copyJson, type ExecutionResult, type JsonObject } from '../engine/result.ts';

/** What a subgraph sent. */
export type SourceEvent = { data: JsonObject | null; errors: GraphQLFormattedError[]; cursor: string | null };

/** An event for many clients. */
export type SharedEvent = {
  cursor: string | null;
  /** Completes it with the fields of other subgraphs, once for everybody with this key. */
  complete(key: string, run: (event: SourceEvent) => Promise<ExecutionResult>): Promise<ExecutionResult>;
};

export function createSharedEvent(source: SourceEvent): SharedEvent {
  const completed = new Map<string, Promise<ExecutionResult>>();
  return {
    cursor: source.cursor,
    complete: (key, run) => {
      const known = completed.get(key);
      if (known) return known;
      // Completing writes into the data, and another key starts from what the subgraph sent.
      const running = run({ ...source, data: source.data && copyJson(source.data) });
      completed.set(key, running);
      return running;
    },
  };
}
