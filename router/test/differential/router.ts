import { anonymous } from '../../src/authorization/rules.ts';
import { Kind, parse } from 'graphql';
import { createEngine } from '../../src/engine/engine.ts';
import type { ExecutionResult } from '../../src/engine/result.ts';
import { coerceVariables } from '../../src/stages/coerce.ts';
import { createSupergraph } from '../../src/supergraph.ts';
import type { Run } from './graph.ts';
import type { Services } from './services.ts';
import { parseRequest } from './wire.ts';
import type { WrittenOperation } from './written.ts';

const caller = { requestId: 'req_1', ip: null, userAgent: null, user: null };

/** Executes operations with this router's planner and engine. */
export function createRouter(supergraphSdl: string, services: Services) {
  const supergraph = createSupergraph(supergraphSdl);
  const execute = async ({ query, variables }: WrittenOperation, run: Run): Promise<ExecutionResult> => {
    const engine = createEngine({
      fetch: ({ subgraph, body }) => {
        const request = parseRequest(body);
        return services(subgraph, request.query, request.variables, run);
      },
      close: async () => undefined,
    });
    const document = parse(query);
    const definition = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    if (!definition) throw new Error('no operation');
    const { compiled, told } = await supergraph.prepare(document, definition).compileFor(anonymous);
    if (compiled === null) return { data: null, ...told };
    const coerced = coerceVariables(supergraph.apiSchema, definition, variables, false);
    return engine.execute(compiled, coerced, { caller, signal: AbortSignal.timeout(10_000) });
  };
  return { apiSchema: supergraph.apiSchema, execute };
}
