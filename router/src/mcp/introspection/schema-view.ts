import type { Caller } from '@conea/platform';
import type { Grants } from '../../authorization/grants.ts';
import type { VisibleTypes } from '../../authorization/schema-access.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Graphs } from '../../graph/graphs.ts';
import { createSchemaIndex } from './schema-index.ts';
import { createTypeGraph } from './type-graph.ts';
import { printVisibleSchema } from './visible-schema.ts';

/** What a caller sees of the schema, finds in it, and does wrong by it. */
export type SchemaView = ReturnType<typeof viewOf>;

export type SchemaViewsOptions = { graphs: Graphs; grants: Grants; hasMutations: boolean };

/** Made once for all callers who see the same. */
export function createSchemaViews({ graphs, grants, hasMutations }: SchemaViewsOptions) {
  const known = new WeakMap<VisibleTypes, SchemaView>();
  return async (caller: Caller): Promise<SchemaView> => {
    const graph = graphs.current();
    const visible = graph.access.visibleTo(await grants(caller, graph.access.policies));
    const view = known.get(visible) ?? viewOf(visible, graph, rootsOf(graph, hasMutations));
    known.set(visible, view);
    return view;
  };
}

function viewOf(visible: VisibleTypes, { schema: whole, problemsOf }: Graph, roots: readonly string[]) {
  const graph = createTypeGraph(visible, roots);
  // Only who validates needs it.
  let sdl: string | null = null;
  return {
    graph,
    find: createSchemaIndex(graph, roots),
    problemsOf: async (document: string): Promise<readonly string[]> => {
      const problems = await problemsOf(document, (sdl ??= printVisibleSchema(graph.types, whole)));
      return problems.map(({ message }) => message);
    },
  };
}

function rootsOf({ schema }: Graph, hasMutations: boolean): string[] {
  const roots = [schema.getQueryType(), hasMutations ? schema.getMutationType() : null];
  return roots.flatMap((root) => root?.name ?? []);
}
