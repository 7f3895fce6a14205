import {
  GraphQLError,
  Kind,
  parse,
  TokenKind,
  type DefinitionNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';

/** A source file of a client. */
export type SourceFile = { path: string; text: string };

export type Found = {
  /** `comment` stands in front of the operation: it says what the operation is for. */
  operations: { node: OperationDefinitionNode; path: string; comment: string }[];
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
};

const graphqlFile = /\.(graphql|gql)$/;
const templates = [
  /\b(?:gql|graphql)\s*(?:<[^>]*>)?\s*\(?\s*`((?:[^`\\]|\\.)*)`/g,
  /\/\*\s*GraphQL\s*\*\/\s*`((?:[^`\\]|\\.)*)`/g,
];

/**
 * Finds the operations and fragments of a client: whole `.graphql` files, and in code the templates that `gql`, `graphql` or a GraphQL
 * comment marks. An expression inside a template, such as an embedded fragment, is left out: fragments are found by their names.
 * Throws an error that names file and line for a text that is no GraphQL.
 */
export function findOperations(files: readonly SourceFile[]): Found {
  const operations: Found['operations'] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const file of files)
    for (const node of definitionsIn(file)) {
      if (node.kind === Kind.OPERATION_DEFINITION) operations.push({ node, path: file.path, comment: commentOf(node) });
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    }
  return { operations, fragments };
}

function definitionsIn({ path, text }: SourceFile): readonly DefinitionNode[] {
  if (graphqlFile.test(path)) return read(path, text, 0);
  return templates.flatMap((template) =>
    [...text.matchAll(template)].flatMap(({ 1: content = '', index }) =>
      read(path, content.replaceAll(/\$\{[^}]*\}/g, ''), text.slice(0, index).split('\n').length - 1),
    ),
  );
}

function read(path: string, text: string, linesBefore: number): readonly DefinitionNode[] {
  if (text.trim() === '') return [];
  try {
    return parse(text).definitions;
  } catch (error) {
    const line = error instanceof GraphQLError ? (error.locations?.[0]?.line ?? 1) + linesBefore : linesBefore + 1;
    throw new Error(`${path}:${line}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** The comment right in front of an operation, as it is written. */
function commentOf({ loc }: OperationDefinitionNode): string {
  const lines: string[] = [];
  for (let token = loc?.startToken.prev; token?.kind === TokenKind.COMMENT; token = token.prev)
    lines.unshift(`#${token.value}\n`);
  return lines.join('');
}
