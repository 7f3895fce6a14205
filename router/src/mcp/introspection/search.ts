import type { Caller } from '@conea/platform';
import { z } from 'zod';
import type { McpConfig } from '../../config/mcp.ts';
import { createExcerpt } from './excerpt.ts';
import { createSchemaTool, text, type SchemaTool } from './schema-tool.ts';
import type { SchemaView } from './schema-view.ts';

const input = z.object({
  terms: z.array(z.string().max(100)).min(1).max(10).describe('Words of names and descriptions.'),
});

/** Finds types and root fields, and shows how to come to them from a root. */
export function createSearch(
  { leaf_depth: depth, max_results: limit, max_types: maxTypes }: McpConfig['introspection']['search'],
  viewFor: (caller: Caller) => Promise<SchemaView>,
): SchemaTool {
  return createSchemaTool({
    name: 'search',
    description: 'Searches the GraphQL schema for types and fields, and shows how to come to them from a root.',
    input,
    isReadOnly: true,
    call: async ({ terms }, { caller }) => {
      const { graph, find } = await viewFor(caller);
      const excerpt = createExcerpt(graph, maxTypes);
      for (const { way, typeName } of find(terms, limit)) {
        for (const { type, field } of way) excerpt.addField(type, field);
        const type = graph.types.get(typeName);
        if (type) excerpt.addType(type, depth);
      }
      return text(excerpt.print() || 'Nothing was found.');
    },
  });
}
