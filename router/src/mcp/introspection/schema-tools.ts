import type { Grants } from '../../authorization/grants.ts';
import type { RouterConfig } from '../../config/config.ts';
import type { Graphs } from '../../graph/graphs.ts';
import type { ChargeStage } from '../../stages/charge.ts';
import type { AgentWork } from '../agent-work.ts';
import type { RunOperation } from '../run-operation.ts';
import { createExecute } from './execute.ts';
import { createFlatCharge } from './flat-charge.ts';
import { createIntrospect } from './introspect.ts';
import type { SchemaTool } from './schema-tool.ts';
import { createSchemaViews } from './schema-view.ts';
import { createSearch } from './search.ts';
import { createValidate } from './validate.ts';

export type SchemaToolsOptions = {
  config: Pick<RouterConfig, 'mcp' | 'supergraph'>;
  graphs: Graphs;
  grants: Grants;
  /** Null: nothing is charged. */
  charge: ChargeStage | null;
  work: AgentWork;
  run: RunOperation;
};

/**
 * Those that `mcp.introspection` switches on. What a caller may not see of the schema is not in their answers, and where clients
 * may not ask for the schema there are none that tell of it.
 */
export function createSchemaTools(options: SchemaToolsOptions): ReadonlyMap<string, SchemaTool> {
  const { config, graphs, grants, charge, work, run } = options;
  const { mcp, supergraph } = config;
  const { search, introspect, validate, execute, cost } = mcp.introspection;
  const viewFor = createSchemaViews({ graphs, grants, hasMutations: mcp.mutation_mode === 'all' });
  const withCharge = createFlatCharge(charge, cost);
  const charged = ({ tool, call }: SchemaTool): SchemaTool => ({
    tool,
    call: (input, agent, signal) => work(() => withCharge(agent.caller, () => call(input, agent, signal))),
  });
  const telling = [
    search.enabled && createSearch(search, viewFor),
    introspect.enabled && createIntrospect(introspect, viewFor),
    validate.enabled && createValidate(viewFor),
  ].filter((made) => made !== false);
  const tools = [
    ...(supergraph.introspection ? telling.map(charged) : []),
    ...(execute.enabled ? [createExecute(mcp, run)] : []),
  ];
  return new Map(tools.map((made) => [made.tool.name, made]));
}
