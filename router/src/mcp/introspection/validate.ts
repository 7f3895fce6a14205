import type { Caller } from '@conea/platform';
import { z } from 'zod';
import { createSchemaTool, failure, text, type SchemaTool } from './schema-tool.ts';
import type { SchemaView } from './schema-view.ts';

const input = z.object({ operation: z.string().describe('A GraphQL document.') });

/** Says what is wrong with a document for who sees no more of the schema than the caller. */
export function createValidate(viewFor: (caller: Caller) => Promise<SchemaView>): SchemaTool {
  return createSchemaTool({
    name: 'validate',
    description: 'Says what is wrong with a GraphQL operation, without executing it.',
    input,
    isReadOnly: true,
    call: async ({ operation }, { caller }) => {
      const { problemsOf } = await viewFor(caller);
      const problems = await problemsOf(operation);
      return problems.length === 0 ? text('The operation is valid.') : failure(problems.join('\n'));
    },
  });
}
