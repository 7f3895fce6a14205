import type { GraphQLFormattedError } from 'graphql';

const maxCodes = 10;

/** The distinct codes of errors, for operators; undefined when there are none. */
export function errorCodesOf(errors: readonly GraphQLFormattedError[] | undefined): string[] | undefined {
  if (!errors || errors.length === 0) return undefined;
  const codes = new Set<string>();
  for (const { extensions } of errors) {
    const code = extensions?.['code'];
    codes.add(typeof code === 'string' ? code : 'NONE');
    if (codes.size === maxCodes) break;
  }
  return [...codes];
}
