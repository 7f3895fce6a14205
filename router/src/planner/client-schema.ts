import type { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { addRateLimitField } from '../budget/rate-limit-field.ts';

/** What the router adds to the schema of a supergraph. */
export type ClientSchemaOptions = {
  /** Whether clients may ask for parts of an answer later, with `@defer`. */
  hasDefer: boolean;
  /** Whether they may ask for `Query.rateLimit`. */
  hasRateLimitField: boolean;
};

/** What clients may ask of a supergraph. */
export function createClientSchema(
  supergraph: Supergraph,
  { hasDefer, hasRateLimitField }: ClientSchemaOptions,
): GraphQLSchema {
  const schema = supergraph.apiSchema().toGraphQLJSSchema({ includeDefer: hasDefer });
  return hasRateLimitField ? addRateLimitField(schema) : schema;
}
