import type { GraphQLFormattedError } from 'graphql';
import type { JsonObject } from '../engine/result.ts';
import { createErrorTree } from './error-tree.ts';

type Path = readonly (string | number)[];

/** The errors of an answer in parts: each is told once, with the part that it is about. */
export type PartErrors = {
  /** `label`: of the part whose fetches went wrong; null for what is answered at first. */
  add(errors: readonly GraphQLFormattedError[], label: string | null): void;
  /** Takes the errors of what is answered at first. */
  takeFirst(data: JsonObject | null): GraphQLFormattedError[];
  /** Takes the errors of a part; `data` is null when the part has become null. */
  takeOf(part: { label: string; path: Path; data: JsonObject | null }): GraphQLFormattedError[];
};

export function createPartErrors(): PartErrors {
  const untold = createErrorTree();
  return {
    add: (errors, label) => {
      for (const error of errors) untold.add({ error, label });
    },
    takeFirst: (data) => untold.takeIn([], data),
    // What concerns a whole fetch is told with the first part that waited for it.
    takeOf: ({ label, path, data }) => [...untold.takeAbove(path, label), ...untold.takeIn(path, data)],
  };
}
