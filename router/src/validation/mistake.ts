import { GraphQLError, type DocumentNode } from 'graphql';

/** What is wrong with a document, and where in its text, so that another thread can say it. */
export type Mistake = { message: string; positions: readonly number[] };

export const toMistake = ({ message, positions = [] }: GraphQLError): Mistake => ({ message, positions });

/** What the client is told of it. */
export function toValidationError({ message, positions }: Mistake, { loc }: DocumentNode): GraphQLError {
  const place = positions.length > 0 && loc ? { source: loc.source, positions } : {};
  return new GraphQLError(message, { ...place, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}
