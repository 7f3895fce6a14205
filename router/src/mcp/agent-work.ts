import type { CallToolResult } from '@modelcontextprotocol/server';
import type { ExecutionResult } from '../engine/result.ts';
import type { LoadShedding } from '../overload/load-shedding.ts';
import type { Respond } from '../stages/respond.ts';

/** Does the work of a tool where the router has room for it; what it fails with is told as to every other client. */
export type AgentWork = (work: () => Promise<CallToolResult>) => Promise<CallToolResult>;

export type AgentWorkOptions = { respond: Respond; shedding: LoadShedding };

export function createAgentWork({ respond, shedding }: AgentWorkOptions): AgentWork {
  return async (work) => {
    let leave = () => {};
    try {
      leave = shedding.admit();
      return await work();
    } catch (error) {
      return toToolResult(respond.failure(error).result);
    } finally {
      leave();
    }
  };
}

/** The answer as data, and as text for clients that know no other. */
export function toToolResult({ data, errors, extensions }: ExecutionResult): CallToolResult {
  const told = { ...(data !== undefined && { data }), ...(errors && { errors }), ...(extensions && { extensions }) };
  return {
    content: [{ type: 'text', text: JSON.stringify(told) }],
    structuredContent: told,
    isError: errors !== undefined && errors.length > 0,
  };
}
