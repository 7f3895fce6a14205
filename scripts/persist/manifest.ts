import { createHash } from 'node:crypto';
import {
  Kind,
  print,
  validate,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Found } from './find-operations.ts';

/**
 * One registered operation, as `apollo-persisted-query-manifest` writes it. `body` keeps the comment in front of it, which agents read; `id` is the
 * hash of the text without it, which clients know.
 */
export type ManifestOperation = { id: string; name: string; type: string; body: string; clientName?: string };

export type ManifestOptions = { schema: GraphQLSchema; clientName?: string | undefined; withTypenames: boolean };

/** The manifest of a client's operations, by name; throws an error that lists everything that is wrong with them. */
export function createManifest({ operations, fragments }: Found, options: ManifestOptions): ManifestOperation[] {
  const { schema, clientName, withTypenames } = options;
  const problems: string[] = [];
  const made = new Map<string, { operation: ManifestOperation; path: string; text: string }>();
  for (const { node, path, comment } of operations) {
    const name = node.name?.value;
    if (name === undefined) {
      problems.push(`${path}: an operation has no name: ${print(node).slice(0, 60)}…`);
      continue;
    }
    const whole = withFragments(node, fragments);
    const document = withTypenames ? addTypenames(whole) : whole;
    problems.push(...validate(schema, document).map(({ message }) => `${path}: ${name}: ${message}`));
    const text = print(document);
    const earlier = made.get(name);
    if (earlier && earlier.text !== text) problems.push(`${path}: ${name} is another operation in ${earlier.path}`);
    const id = createHash('sha256').update(text).digest('hex');
    const body = `${comment}${text}`;
    made.set(name, {
      path,
      text,
      operation: { id, name, type: node.operation, body, ...(clientName && { clientName }) },
    });
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return [...made.values()].map(({ operation }) => operation).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The operation with the fragments that it needs, and no others. */
function withFragments(operation: OperationDefinitionNode, fragments: Found['fragments']): DocumentNode {
  const needed = new Map<string, FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode) =>
    visit(node, {
      FragmentSpread: ({ name: { value: name } }) => {
        const fragment = fragments.get(name);
        if (!fragment || needed.has(name)) return;
        needed.set(name, fragment);
        collect(fragment);
      },
    });
  collect(operation);
  const sorted = [...needed.values()].toSorted((a, b) => (a.name.value < b.name.value ? -1 : 1));
  return { kind: Kind.DOCUMENT, definitions: [operation, ...sorted] };
}

/** As clients with a normalised cache send them: `__typename` wherever something is selected, but at the root. */
function addTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: (node, _key, parent) => {
      const isRoot = parent !== undefined && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
      const hasOne = node.selections.some((each) => each.kind === Kind.FIELD && each.name.value === '__typename');
      if (isRoot || hasOne) return undefined;
      const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
      return { ...node, selections: [...node.selections, typename] };
    },
  });
}
