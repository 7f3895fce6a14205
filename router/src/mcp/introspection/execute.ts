import { z } from 'zod';
import type { McpConfig } from '../../config/mcp.ts';
import type { RunOperation } from '../run-operation.ts';
import { createSchemaTool, type SchemaTool } from './schema-tool.ts';

const input = z.object({
  query: z.string().describe('A GraphQL document.'),
  variables: z.record(z.string(), z.unknown()).default({}),
  operationName: z.string().optional(),
});

/** Executes what an agent wrote: queries, and mutations where all of them are tools. */
export function createExecute(
  { mutation_mode: mode, client_name: clientName }: McpConfig,
  run: RunOperation,
): SchemaTool {
  const hasMutations = mode === 'all';
  const kinds = hasMutations ? (['query', 'mutation'] as const) : (['query'] as const);
  return createSchemaTool({
    name: 'execute',
    description: `Executes a GraphQL ${kinds.join(' or ')}.`,
    input,
    isReadOnly: !hasMutations,
    call: ({ query, variables, operationName }, agent, signal) =>
      run({ query, documentId: undefined, operationName, variables, clientName }, agent, signal, kinds),
  });
}
