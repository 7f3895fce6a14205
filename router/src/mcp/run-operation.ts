import { ClientError } from '@conea/platform';
import type { CallToolResult } from '@modelcontextprotocol/server';
import type { ExecutionResult } from '../engine/result.ts';
import type { LoadShedding } from '../overload/load-shedding.ts';
import type { Pipeline, PlannedRequest } from '../pipeline.ts';
import type { GraphQLRequest } from '../stages/receive.ts';
import type { Respond } from '../stages/respond.ts';
import type { Agent } from './agent.ts';

/** Runs an operation for an agent, through the same pipeline as every other. */
export type RunOperation = (
  request: Omit<GraphQLRequest, 'headers'>,
  agent: Agent,
  signal: AbortSignal,
  kinds: readonly `${PlannedRequest['kind']}`[],
) => Promise<CallToolResult>;

export type RunOperationOptions = { pipeline: Pipeline; respond: Respond; shedding: LoadShedding };

export function createRunOperation({ pipeline, respond, shedding }: RunOperationOptions): RunOperation {
  const run: (...asked: Parameters<RunOperation>) => Promise<ExecutionResult> = async (
    request,
    { caller, headers },
    signal,
    kinds,
  ) => {
    let leave = () => {};
    try {
      leave = shedding.admit();
      const planned = await pipeline.plan({ ...request, headers }, caller);
      if (!kinds.includes(planned.kind)) {
        planned.charge?.release();
        throw new ClientError('FORBIDDEN', `A ${planned.kind} cannot be executed here.`);
      }
      return respond.success(await pipeline.execute(planned, caller, signal)).result;
    } catch (error) {
      return respond.failure(error).result;
    } finally {
      leave();
    }
  };
  return async (...asked) => toToolResult(await run(...asked));
}

/** The answer as data, and as text for clients that know no other. */
function toToolResult({ data, errors, extensions }: ExecutionResult): CallToolResult {
  const told = { ...(data !== undefined && { data }), ...(errors && { errors }), ...(extensions && { extensions }) };
  return {
    content: [{ type: 'text', text: JSON.stringify(told) }],
    structuredContent: told,
    isError: errors !== undefined && errors.length > 0,
  };
}
