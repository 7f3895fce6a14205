import { Kind, valueFromASTUntyped, type DirectiveNode, type DocumentNode } from 'graphql';
import { z } from 'zod';

const link = z.object({
  url: z.string(),
  as: z.string().optional(),
  import: z.array(z.union([z.string(), z.object({ name: z.string(), as: z.string().optional() })])).default([]),
});

/**
 * The names that a directive of a core feature has in a supergraph: `@link` can rename the feature (`as`) and the directive
 * (`import: [{ name: "@authenticated", as: "@login" }]`). The name without any renaming always counts.
 */
export function directiveNames(document: DocumentNode, feature: string): ReadonlySet<string> {
  const names = new Set([feature]);
  for (const { url, as, import: imports } of linksOf(document)) {
    if (!url.includes(`/${feature}/v`)) continue;
    if (as !== undefined) names.add(as).add(`${as}__${feature}`);
    for (const imported of imports) {
      if (typeof imported !== 'string' && imported.name === `@${feature}`)
        names.add((imported.as ?? imported.name).slice(1));
    }
  }
  return names;
}

function linksOf({ definitions }: DocumentNode) {
  const directives = definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION ? (node.directives ?? []) : [],
  );
  return directives
    .filter(({ arguments: args }) => args?.some(({ name }) => name.value === 'url'))
    .flatMap((directive) => link.safeParse(argumentsOf(directive)).data ?? []);
}

/** The arguments of a directive as plain values. */
export function argumentsOf(directive: DirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}
