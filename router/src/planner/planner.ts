import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { QueryPlanningConfig } from '../config/query-planning.ts';
import { buildSupergraph, createOperationPlanner, type QueryPlan } from './operation-planner.ts';
import { createPlanningPool } from './planning-pool.ts';

export type { QueryPlan };

/** The one adapter to the planning library: a supergraph SDL in, schemas and plans out. */
export type Planner = {
  /** What clients may ask: without inaccessible elements and federation machinery. */
  apiSchema: GraphQLSchema;
  /** Every type there is, also the inaccessible ones. */
  fullSchema: GraphQLSchema;
  subgraphs: readonly { name: string; url: string }[];
  /** Plans one operation of a validated document, which takes milliseconds, so plans are cached by the caller. `overrides` are the labels that are on. */
  plan(document: DocumentNode, operationName: string | undefined, overrides?: readonly string[]): Promise<QueryPlan>;
  /** How many operations wait for a thread. */
  waiting(): number;
  /** Ends its threads. */
  close(): Promise<void>;
};

/** Plans in threads of its own, or without `planning` here. With `includeDefer` clients may ask for parts of an answer later. Throws when the SDL is not a supergraph that this router can serve. */
export function createPlanner(sdl: string, planning: QueryPlanningConfig | null = null, includeDefer = true): Planner {
  const supergraph = buildSupergraph(sdl);
  const apiSchema = supergraph.apiSchema().toGraphQLJSSchema({ includeDefer });
  const schemas = { apiSchema, fullSchema: supergraph.schema.toGraphQLJSSchema() };
  const subgraphs = supergraph.subgraphsMetadata();
  if (planning && planning.workers > 0) return { ...schemas, subgraphs, ...createPlanningPool(sdl, planning) };
  const plan = createOperationPlanner(sdl, apiSchema);
  return {
    ...schemas,
    subgraphs,
    plan: async (document, operationName, overrides = []) => plan(document, operationName, overrides),
    waiting: () => 0,
    close: async () => undefined,
  };
}
