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

/**
 * Whether the answers differ only in errors beneath a null that both have, and both give a reason for: what else failed beside that reason
 * may be told or not, since it may have been cancelled (GraphQL 6.4.4).
 */
export function isCancelled(router: ExecutionResult, gateway: ExecutionResult): boolean {
  if (!isDeepStrictEqual(router.data, gateway.data)) return false;
  const nulls = (router.errors ?? []).flatMap(({ path }) => nullBefore(router.data, path ?? []) ?? []);
  const isBeneath = ({ names }: Place) => nulls.some((place) => isWithin(names, place));
  const [ours, theirs] = [reported(router), reported(gateway)];
  const hasReason = nulls.every((place) => theirs.some(({ names }) => isWithin(names, place)));
  const rest = (places: readonly Place[]) => places.filter((place) => !isBeneath(place));
  return hasReason && agree(rest(ours), rest(theirs));
}

const isWithin = (names: readonly string[], place: readonly string[]) =>
  place.every((name, index) => name === names[index]);

/** The names that lead to the null in which a path ends too early; null when it does not. */
function nullBefore(data: unknown, path: readonly (string | number)[]): [readonly string[]] | null {
  for (let length = 0; length < path.length; length++) {
    const place = path.slice(0, length);
    if (valueAt(data, place) === null) return [place.filter((key) => typeof key === 'string')];
  }
  return null;
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
  return nullBefore(data, path) !== null || valueAt(data, path) !== undefined;
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((value: unknown, key) => {
    if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
    return isObject(value) ? value[key] : undefined;
  }, data);
}
