import type { ExecutionResult } from '../../engine/result.ts';

/** The JSON of a result as clients see it. */
export function serialize({ data, errors, extensions }: ExecutionResult): string {
  return JSON.stringify({ data, errors, extensions });
}
