import { isDeepStrictEqual } from 'node:util';
import { isObject, type ExecutionResult } from '../../src/engine/result.ts';

/** The code of an error that a subgraph gives to a whole fetch. */
export const wholeFetch = 'FETCH_FAULT';

/** What two answers to one operation disagree about, but for what the README explains; null when they agree. */
export function compareAnswers(router: ExecutionResult, gateway: ExecutionResult): string | null {
  if (!isDeepStrictEqual(router.data, gateway.data)) return 'data';
  const misplaced = router.errors?.find(({ path }) => !isInAnswer(router.data, path ?? []));
  if (misplaced) return `the place of ${misplaced.message}`;
  return agree(reported(router), reported(gateway)) ? null : 'errors';
}

type Place = { message: string; names: readonly string[]; isWholeFetch: boolean };

/** What subgraphs reported: what the engines find wrong with an answer themselves they put in different places. */
function reported({ errors }: ExecutionResult): Place[] {
  return (errors ?? [])
    .filter(({ extensions }) => extensions?.['code'] !== 'RESPONSE_VALIDATION_FAILED')
    .map(({ message, path, extensions }) => ({
      message,
      names: (path ?? []).filter((key) => typeof key === 'string'),
      isWholeFetch: extensions?.['code'] === wholeFetch,
    }));
}

/**
 * The gateway gives no path to an error that concerns a whole fetch, counts list positions wrongly when an entity before the failed
 * one could not be asked for, and names fields that the client did not ask for.
 */
function agree(ours: readonly Place[], theirs: Place[]): boolean {
  const longestFirst = ours.toSorted((one, other) => other.names.length - one.names.length);
  for (const { message, names, isWholeFetch } of longestFirst) {
    const index = theirs.findIndex(
      (place) => place.message === message && (isWholeFetch || names.every((name, at) => name === place.names[at])),
    );
    if (index < 0) return false;
    theirs.splice(index, 1);
  }
  return theirs.length === 0;
}

/** Whether the place of an error is in the data, or in something that is null there. */
function isInAnswer(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data;
  for (const key of path) {
    if (value === null) return true;
    if (Array.isArray(value) && typeof key === 'number') value = value[key];
    else if (isObject(value)) value = value[key];
    if (value === undefined) return false;
  }
  return true;
}
