import type { GraphQLFormattedError } from 'graphql';
import type { Execution } from './execution.ts';
import type { CompiledOperation } from './operation.ts';
import type { Violation } from './shape.ts';

type Path = Violation['path'];

/** An error of a subgraph at its place in the response. */
export function locate(
  error: GraphQLFormattedError,
  { clientPath }: CompiledOperation,
  { variables, data }: Execution,
): GraphQLFormattedError {
  return error.path ? { ...error, path: clientPath(error.path, variables, data) } : error;
}

/** The errors of violations for which none of `errors` gives a reason. */
export function unexplained(
  violations: readonly Violation[],
  errors: readonly GraphQLFormattedError[],
  { clientPath }: CompiledOperation,
  { variables, data, lost }: Execution,
): GraphQLFormattedError[] {
  if (violations.length === 0) return [];
  const places = lost.map((path) => clientPath(path, variables, data));
  return violations.filter((violation) => !isExplained(violation, errors, places)).map(toError);
}

export function toError({ message, path }: Violation): GraphQLFormattedError {
  return { message, path, extensions: { code: 'RESPONSE_VALIDATION_FAILED' } };
}

/**
 * Whether the client is told already why there is a null: by an error at its place, above or below it, or by one that took all that the
 * subgraph was asked at a place in `lost`.
 */
function isExplained({ path }: Violation, errors: readonly GraphQLFormattedError[], lost: readonly Path[]): boolean {
  const names = path.filter(isName);
  return (
    errors.some((error) => isOnOneLine(names, (error.path ?? []).filter(isName))) ||
    lost.some((place) => isSame(place, path) || isSame(place, path.slice(0, -1)))
  );
}

/** List positions do not count. */
function isOnOneLine(names: readonly (string | number)[], place: readonly (string | number)[]): boolean {
  const shared = Math.min(place.length, names.length);
  return place.slice(0, shared).every((key, index) => key === names[index]);
}

function isSame(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}

// `@` stands for all items of a list in the path of a field that the caller may not see.
const isName = (key: string | number) => typeof key === 'string' && key !== '@';
