import { ClientError } from '@conea/platform';
import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Pipeline, PlannedRequest } from '../pipeline.ts';
import type { GraphQLRequest } from '../stages/receive.ts';
import type { Agent } from './agent.ts';
import { toToolResult, type AgentWork } from './agent-work.ts';

/** Runs an operation for an agent, through the same pipeline as every other. */
export type RunOperation = (
  request: Omit<GraphQLRequest, 'headers'>,
  agent: Agent,
  signal: AbortSignal,
  kinds: readonly `${PlannedRequest['kind']}`[],
) => Promise<CallToolResult>;

export function createRunOperation(pipeline: Pipeline, work: AgentWork): RunOperation {
  return (request, { caller, headers }, signal, kinds) =>
    work(async () => {
      const planned = await pipeline.plan({ ...request, headers }, caller);
      if (!kinds.includes(planned.kind)) {
        planned.charge?.release();
        throw new ClientError('FORBIDDEN', `A ${planned.kind} cannot be executed here.`);
      }
      return toToolResult(await pipeline.execute(planned, caller, signal));
    });
}
