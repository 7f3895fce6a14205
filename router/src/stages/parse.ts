import { ClientError } from '@conea/platform';
import { GraphQLError, parse, visit, type DocumentNode } from 'graphql';
import { measureNesting } from '../limits/nesting.ts';

export type ParseLimits = {
  maxTokens: number;
  /** Of brackets. */
  maxNesting: number;
};

/** Parses a query text; throws GRAPHQL_PARSE_FAILED. */
export function parseQuery(query: string, { maxTokens, maxNesting }: ParseLimits): DocumentNode {
  if (measureNesting(query, maxNesting) > maxNesting)
    throw new ClientError('GRAPHQL_PARSE_FAILED', `A query may be nested ${maxNesting} levels deep.`);
  try {
    const document = parse(query, { maxTokens, noLocation: false });
    if (query.includes('__proto__')) refusePrototype(document);
    return document;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { line, column } = error.locations?.[0] ?? {};
    throw new ClientError(
      'GRAPHQL_PARSE_FAILED',
      line === undefined ? error.message : `${error.message} (${line}:${column})`,
    );
  }
}

/** As a key of a JavaScript object this name is the prototype of them all. */
function refusePrototype(document: DocumentNode): void {
  visit(document, {
    Name: ({ value }) => {
      if (value === '__proto__') throw new ClientError('GRAPHQL_PARSE_FAILED', 'The name `__proto__` cannot be used.');
    },
  });
}
