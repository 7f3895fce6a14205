import type { Caller } from '@conea/platform';
import { z } from 'zod';
import type { McpConfig } from '../../config/mcp.ts';
import { createExcerpt } from './excerpt.ts';
import { createSchemaTool, failure, text, type SchemaTool } from './schema-tool.ts';
import type { SchemaView } from './schema-view.ts';

const input = z.object({
  type_name: z.string().max(200).describe('The name of a type, such as Query.'),
  depth: z.int().min(0).default(1).describe('Levels of types in all; 0 is without end.'),
});

/** Shows a type and those that it leads to. */
export function createIntrospect(
  { max_types: maxTypes }: McpConfig['introspection']['introspect'],
  viewFor: (caller: Caller) => Promise<SchemaView>,
): SchemaTool {
  return createSchemaTool({
    name: 'introspect',
    description: 'Shows a type of the GraphQL schema, with descriptions, and the types that it leads to.',
    input,
    isReadOnly: true,
    call: async ({ type_name: name, depth }, { caller }) => {
      const { graph } = await viewFor(caller);
      const type = graph.types.get(name);
      if (!type) return failure(`There is no type ${name} for this caller.`);
      const excerpt = createExcerpt(graph, maxTypes);
      excerpt.addType(type, depth);
      return text(excerpt.print());
    },
  });
}
