import type { GraphQLFormattedError } from 'graphql';
import type { Execution } from './execution.ts';
import type { CompiledOperation } from './operation.ts';
import type { Violation } from './shape.ts';

/** An error of a subgraph at its place in the response. */
export function locate(
  error: GraphQLFormattedError,
  { clientPath }: CompiledOperation,
  { variables, data }: Execution,
): GraphQLFormattedError {
  return error.path ? { ...error, path: clientPath(error.path, variables, data) } : error;
}

/** Knows why there are nulls. */
export type Reasons = {
  add(errors: readonly GraphQLFormattedError[]): void;
  /** The errors of violations for which nothing that is known gives a reason. */
  unexplained(violations: readonly Violation[]): GraphQLFormattedError[];
};

/**
 * The client is told already why there is a null by an error at its place, above or below it, or by one that took all that the subgraph was
 * asked at a place in `lost`. There may be as many errors as violations, so each is looked up and not looked for.
 */
export function createReasons({ clientPath }: CompiledOperation, { variables, data, lost }: Execution): Reasons {
  // List positions do not count: there are as many places as the operation has.
  const [told, above] = [new Set<string>(), new Set<string>()];
  const places = new Set<string>();
  let known = 0;
  const isExplained = ({ path }: Violation): boolean => {
    const names = path.filter(isName);
    return (
      above.has(textOf(names)) ||
      told.has(textOf([])) ||
      names.some((_, index) => told.has(textOf(names.slice(0, index + 1)))) ||
      places.has(textOf(path)) ||
      places.has(textOf(path.slice(0, -1)))
    );
  };
  return {
    add: (errors) => {
      for (const { path = [] } of errors) {
        const names = path.filter(isName);
        told.add(textOf(names));
        names.forEach((_, index) => above.add(textOf(names.slice(0, index))));
      }
    },
    unexplained: (violations) => {
      if (violations.length === 0) return [];
      for (const path of lost.slice(known)) places.add(textOf(clientPath(path, variables, data)));
      known = lost.length;
      return violations.filter((violation) => !isExplained(violation)).map(toError);
    },
  };
}

const textOf = (path: readonly (string | number)[]) => JSON.stringify(path);

export function toError({ message, path }: Violation): GraphQLFormattedError {
  return { message, path, extensions: { code: 'RESPONSE_VALIDATION_FAILED' } };
}

// `@` stands for all items of a list in the path of a field that the caller may not see.
const isName = (key: string | number) => typeof key === 'string' && key !== '@';
