import federation, { type Supergraph } from '@apollo/federation-internals';
import queryPlanner, { type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { restoreLiterals } from './literals.ts';
import { createToPlannable } from './plannable.ts';
import { toPlanningSupergraph } from './planning-supergraph.ts';
import { mendVariableCollection } from './variable-collection.ts';
import { restoreFields } from './virtual-fetches.ts';

const { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES } = federation;

export type { QueryPlan };

/** Plans one operation of a validated document: synchronous, and slow (milliseconds to seconds). */
export type OperationPlanner = (
  document: DocumentNode,
  operationName: string | undefined,
  overrides: readonly string[],
) => QueryPlan;

/** Throws when the SDL is not a supergraph that this router can serve. */
export function buildSupergraph(sdl: string): Supergraph {
  return federation.Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
}

/** Prepares the planning of a supergraph, whose API schema is `apiSchema`. */
export function createOperationPlanner(sdl: string, apiSchema: GraphQLSchema): OperationPlanner {
  mendVariableCollection();
  const planning = toPlanningSupergraph(sdl);
  const supergraph = buildSupergraph(planning.sdl);
  const planner = new queryPlanner.QueryPlanner(supergraph, {
    incrementalDelivery: { enableDefer: true },
    // A fragment that is reused moves to the front, also of mutations, and brings back branches whose variables are not declared any more.
    reuseQueryFragments: false,
  });
  const api = supergraph.apiSchema();
  const toPlannable = createToPlannable(apiSchema, sdl);
  return (document, operationName, overrides) => {
    const operation = operationFromDocument(
      api,
      toPlannable(document),
      operationName === undefined ? {} : { operationName },
    );
    const overrideConditions = new Map(overrides.map((label) => [label, true]));
    const plan = planner.buildQueryPlan(operation, { overrideConditions });
    return restoreLiterals(restoreFields(plan, planning.virtualFields));
  };
}
