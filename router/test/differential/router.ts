import { anonymous } from '../../src/authorization/rules.ts';
import { Kind, parse } from 'graphql';
import { createEngine } from '../../src/engine/engine.ts';
import type { ExecutionResult } from '../../src/engine/result.ts';
import { nullsIn, type DeliveryFormat } from '../../src/incremental/format.ts';
import { inParts } from '../../src/incremental/in-parts.ts';
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
  const engineFor = (run: Run) =>
    createEngine({
      fetch: ({ subgraph, body }) => {
        const request = parseRequest(body);
        return services(subgraph, request.query, request.variables, run);
      },
      close: async () => undefined,
    });
  const prepare = ({ query, variables }: WrittenOperation) => {
    const document = parse(query);
    const definition = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    if (!definition) throw new Error('no operation');
    const coerced = coerceVariables(supergraph.apiSchema, definition, variables, false);
    return { prepared: supergraph.prepare(document, definition), coerced };
  };
  const context = () => ({ caller, signal: AbortSignal.timeout(10_000) });
  const execute = async (operation: WrittenOperation, run: Run): Promise<ExecutionResult> => {
    const { prepared, coerced } = prepare(operation);
    const { compiled, told } = await prepared.compileFor(anonymous);
    if (compiled === null) return { data: null, ...told };
    return engineFor(run).execute(compiled, coerced, context());
  };
  /** What a client is sent that takes the answer in parts; one payload where nothing is deferred. */
  const deliver = async (operation: WrittenOperation, run: Run, format: DeliveryFormat): Promise<ExecutionResult[]> => {
    const { prepared, coerced } = prepare(operation);
    const { compiled } = await prepared.compileFor(anonymous, undefined, coerced);
    if (!compiled?.deferred) return [{ ...(await execute(operation, run)), hasNext: false }];
    const payloads: ExecutionResult[] = [];
    // What was sent does not change any more.
    const batches = engineFor(run).deliver(compiled, coerced, { ...context(), nulls: nullsIn(format) });
    for await (const payload of inParts(batches, format, null)) payloads.push(structuredClone(payload));
    return payloads;
  };
  return { apiSchema: supergraph.apiSchema, execute, deliver };
}
