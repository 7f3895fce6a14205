import { GraphQLError } from 'graphql';

/** What went wrong in one word, for operators: a status, a code or the name of an error, never its message, which may quote a client. */
export function failureCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error === 'number' ? String(error) : 'unknown';
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
    return failureCodeOf(error.errors[0]);
  const code = error instanceof GraphQLError ? error.extensions['code'] : 'code' in error && error.code;
  return typeof code === 'string' ? code : error.name;
}
