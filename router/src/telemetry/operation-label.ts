import type { RequestLabels } from '@conea/platform';
import type { FastifyRequest } from 'fastify';

/** Tells HTTP requests apart by the type of the operation that they carried; `none` when it did not come so far. */
export function createOperationLabel(): { labels: RequestLabels; set(request: FastifyRequest, type: string): void } {
  const types = new WeakMap<FastifyRequest, string>();
  return {
    labels: {
      names: ['graphql_operation_type'],
      of: (request) => ({ graphql_operation_type: types.get(request) ?? 'none' }),
    },
    set: (request, type) => void types.set(request, type),
  };
}
