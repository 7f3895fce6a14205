import type { Caller, Logger } from '@conea/platform';
import { ProtocolError, ProtocolErrorCode, Server, type CallToolResult } from '@modelcontextprotocol/server';
import { setImmediate } from 'node:timers/promises';
import type { Grants } from '../authorization/grants.ts';
import type { RouterConfig } from '../config/config.ts';
import type { ExecutionResult } from '../engine/result.ts';
import type { LoadShedding } from '../overload/load-shedding.ts';
import type { Graph } from '../graph/graph.ts';
import type { Graphs } from '../graph/graphs.ts';
import type { WatchedDocuments } from '../persisted/trusted-documents.ts';
import type { Pipeline } from '../pipeline.ts';
import type { PickedHeaders } from '../headers/picked-headers.ts';
import type { Respond } from '../stages/respond.ts';
import { createTools, type OperationTool } from './tools.ts';

export type ToolServerOptions = {
  config: RouterConfig;
  graphs: Graphs;
  pipeline: Pipeline;
  grants: Grants;
  respond: Respond;
  trusted: WatchedDocuments;
  shedding: LoadShedding;
  log: Logger;
};

/** Who calls tools, with the headers that subgraphs may get. */
export type Agent = { caller: Caller; headers: PickedHeaders };

/** Answers the tools of one caller: a call goes through the same pipeline as every other operation. */
export function createToolServer(options: ToolServerOptions) {
  const { config, graphs, pipeline, grants, respond, trusted, shedding, log } = options;
  const known = new WeakMap<Graph, ReturnType<typeof createTools>>();
  const toolsNow = () => {
    const graph = graphs.current();
    const toolsOf = known.get(graph) ?? createTools({ config: config.mcp, ...graph, log });
    known.set(graph, toolsOf);
    return toolsOf(trusted.current());
  };
  const list = async (caller: Caller) => {
    const tools = [...toolsNow().values()];
    const grant = await grants(caller, [...new Set(tools.flatMap(({ policies }) => policies))]);
    const visible = [];
    for (const { tool, isFor } of tools) {
      if (isFor(grant)) visible.push(tool);
      // A caller with other rights has its operations planned, which takes milliseconds each.
      await setImmediate();
    }
    return visible;
  };
  const run = async (
    { operation }: OperationTool,
    variables: Record<string, unknown>,
    { caller, headers }: Agent,
    signal: AbortSignal,
  ): Promise<ExecutionResult> => {
    let leave = () => {};
    try {
      leave = shedding.admit();
      const { id, name, clientName } = operation;
      const request = { query: undefined, documentId: id, operationName: name, variables, clientName, headers };
      const planned = await pipeline.plan(request, caller);
      return respond.success(await pipeline.execute(planned, caller, signal)).result;
    } catch (error) {
      return respond.failure(error).result;
    } finally {
      leave();
    }
  };
  return (agent: Agent): Server => {
    const { caller } = agent;
    const server = new Server({ name: 'conea', version: '0.1.0' }, { capabilities: { tools: { listChanged: true } } });
    server.setRequestHandler('tools/list', async () => ({ tools: await list(caller) }));
    server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
      const tool = toolsNow().get(params.name);
      if (!tool?.isFor(await grants(caller, tool.policies)))
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no tool ${params.name} for this caller.`);
      return toToolResult(await run(tool, params.arguments ?? {}, agent, mcpReq.signal));
    });
    return server;
  };
}

/** The answer as data, and as text for clients that know no other. */
function toToolResult({ data, errors, extensions }: ExecutionResult): CallToolResult {
  const told = { ...(data !== undefined && { data }), ...(errors && { errors }), ...(extensions && { extensions }) };
  const text = JSON.stringify(told);
  return {
    content: [{ type: 'text', text }],
    structuredContent: told,
    isError: errors !== undefined && errors.length > 0,
  };
}
