import type { Caller, Logger } from '@conea/platform';
import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server';
import { setImmediate } from 'node:timers/promises';
import type { Grants } from '../authorization/grants.ts';
import type { RouterConfig } from '../config/config.ts';
import type { LoadShedding } from '../overload/load-shedding.ts';
import type { Graph } from '../graph/graph.ts';
import type { Graphs } from '../graph/graphs.ts';
import type { WatchedDocuments } from '../persisted/trusted-documents.ts';
import type { Pipeline } from '../pipeline.ts';
import type { ChargeStage } from '../stages/charge.ts';
import type { Respond } from '../stages/respond.ts';
import type { Agent } from './agent.ts';
import { createAgentWork } from './agent-work.ts';
import { createSchemaTools } from './introspection/schema-tools.ts';
import { createRunOperation } from './run-operation.ts';
import { createTools } from './tools.ts';

export type ToolServerOptions = {
  config: RouterConfig;
  graphs: Graphs;
  pipeline: Pipeline;
  grants: Grants;
  respond: Respond;
  trusted: WatchedDocuments;
  shedding: LoadShedding;
  /** Null: nothing is charged. */
  charge: ChargeStage | null;
  log: Logger;
};

/** Answers the tools of one caller: a call goes through the same pipeline as every other operation. */
export function createToolServer(options: ToolServerOptions) {
  const { config, graphs, pipeline, trusted, grants, log } = options;
  const work = createAgentWork(options);
  const run = createRunOperation(pipeline, work);
  const schemaTools = createSchemaTools({ ...options, work, run });
  const known = new WeakMap<Graph, ReturnType<typeof createTools>>();
  const toolsNow = () => {
    const graph = graphs.current();
    const toolsOf = known.get(graph) ?? createTools({ config: config.mcp, ...graph, log });
    known.set(graph, toolsOf);
    return toolsOf(trusted.current());
  };
  const list = async (caller: Caller) => {
    const tools = [...(await toolsNow()).values()];
    const grant = await grants(caller, [...new Set(tools.flatMap(({ policies }) => policies))]);
    const visible = [...schemaTools.values()].map(({ tool }) => tool);
    for (const { tool, isFor } of tools) {
      if (isFor(grant)) visible.push(tool);
      // A caller with other rights has its operations planned, which takes milliseconds each.
      await setImmediate();
    }
    return visible;
  };
  const call = async (name: string, input: Record<string, unknown>, agent: Agent, signal: AbortSignal) => {
    const schemaTool = schemaTools.get(name);
    if (schemaTool) return schemaTool.call(input, agent, signal);
    const tool = (await toolsNow()).get(name);
    if (!tool?.isFor(await grants(agent.caller, tool.policies)))
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no tool ${name} for this caller.`);
    const { id, name: operationName, clientName } = tool.operation;
    const request = { query: undefined, documentId: id, operationName, variables: input, clientName };
    return run(request, agent, signal, ['query', 'mutation']);
  };
  return (agent: Agent): Server => {
    const server = new Server({ name: 'conea', version: '0.1.0' }, { capabilities: { tools: { listChanged: true } } });
    server.setRequestHandler('tools/list', async () => ({ tools: await list(agent.caller) }));
    server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
      return call(params.name, params.arguments ?? {}, agent, mcpReq.signal);
    });
    return server;
  };
}
