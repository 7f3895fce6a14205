import { z } from 'zod';
import type { LoadedDocument } from '../../stages/load.ts';
import { createSchemaTool, failure, text, type SchemaTool } from './schema-tool.ts';

const input = z.object({ operation: z.string().describe('A GraphQL document.') });

/** Says what is wrong with a document, as a request with it would be told. */
export function createValidate(loadDocument: (query: string) => LoadedDocument): SchemaTool {
  return createSchemaTool({
    name: 'validate',
    description: 'Says what is wrong with a GraphQL operation, without executing it.',
    input,
    isReadOnly: true,
    call: async ({ operation }) => {
      const loaded = loadDocument(operation);
      if (loaded.isValid) return text('The operation is valid.');
      return failure(loaded.errors.map(({ message }) => message).join('\n'));
    },
  });
}
