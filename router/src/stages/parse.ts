import { ClientError } from '@conea/platform';
import { GraphQLError, parse, visit, type DocumentNode } from 'graphql';

export type ParseLimits = {
  maxTokens: number;
  /** Of brackets. */
  maxNesting: number;
};

/** Parses a query text; throws GRAPHQL_PARSE_FAILED. */
export function parseQuery(query: string, { maxTokens, maxNesting }: ParseLimits): DocumentNode {
  if (isNestedTooDeeply(query, maxNesting))
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

/** graphql-js parses recursively: without this scan a few kilobytes of brackets overflow the stack. */
function isNestedTooDeeply(query: string, maxNesting: number): boolean {
  let depth = 0;
  for (let index = 0; index < query.length; index++) {
    const character = query.charCodeAt(index);
    if (character === 0x7b || character === 0x5b || character === 0x28) depth++;
    if (character === 0x7d || character === 0x5d || character === 0x29) depth--;
    if (depth > maxNesting) return true;
  }
  return false;
}
