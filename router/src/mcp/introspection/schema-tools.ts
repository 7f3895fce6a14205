import type { Grants } from '../../authorization/grants.ts';
import type { McpConfig } from '../../config/mcp.ts';
import type { Graphs } from '../../graph/graphs.ts';
import type { RunOperation } from '../run-operation.ts';
import { createExecute } from './execute.ts';
import { createIntrospect } from './introspect.ts';
import type { SchemaTool } from './schema-tool.ts';
import { createSchemaViews } from './schema-view.ts';
import { createSearch } from './search.ts';
import { createValidate } from './validate.ts';

export type SchemaToolsOptions = { config: McpConfig; graphs: Graphs; grants: Grants; run: RunOperation };

/** Those that `mcp.introspection` switches on. What a caller may not see of the schema is not in their answers. */
export function createSchemaTools({
  config,
  graphs,
  grants,
  run,
}: SchemaToolsOptions): ReadonlyMap<string, SchemaTool> {
  const { search, introspect, validate, execute } = config.introspection;
  const viewFor = createSchemaViews({ graphs, grants, hasMutations: config.mutation_mode === 'all' });
  const tools = [
    search.enabled && createSearch(search, viewFor),
    introspect.enabled && createIntrospect(introspect, viewFor),
    validate.enabled && createValidate((query) => graphs.current().loadDocument(query)),
    execute.enabled && createExecute(config, run),
  ].filter((made) => made !== false);
  return new Map(tools.map((made) => [made.tool.name, made]));
}
