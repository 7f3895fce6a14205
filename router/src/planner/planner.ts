import federation from '@apollo/federation-internals';
import queryPlanner, { type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { createToPlannable } from './plannable.ts';
import { toPlanningSupergraph } from './planning-supergraph.ts';
import { restoreFields } from './virtual-fetches.ts';

const { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } = federation;
const { QueryPlanner } = queryPlanner;

export type { QueryPlan };

const build = (sdl: string) => Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });

/** The one adapter to the planning library: a supergraph SDL in, schemas and plans out. */
export type Planner = {
  /** What clients may ask: without inaccessible elements and federation machinery. */
  apiSchema: GraphQLSchema;
  /** Every type there is, also the inaccessible ones. */
  fullSchema: GraphQLSchema;
  subgraphs: readonly { name: string; url: string }[];
  /** Plans one operation of a validated document; synchronous and slow (milliseconds), so plans are cached by the caller. `overrides` are the labels that are on. */
  plan(document: DocumentNode, operationName: string | undefined, overrides?: readonly string[]): QueryPlan;
};

/** Throws when the SDL is not a supergraph that this router can serve. */
export function createPlanner(sdl: string): Planner {
  const planning = toPlanningSupergraph(sdl);
  const original = build(sdl);
  const supergraph = build(planning.sdl);
  const planner = new QueryPlanner(supergraph);
  const api = supergraph.apiSchema();
  const apiSchema = original.apiSchema().toGraphQLJSSchema();
  const toPlannable = createToPlannable(apiSchema, sdl);
  return {
    apiSchema,
    fullSchema: original.schema.toGraphQLJSSchema(),
    subgraphs: original.subgraphsMetadata(),
    plan: (document, operationName, overrides = []) => {
      const operation = operationFromDocument(
        api,
        toPlannable(document),
        operationName === undefined ? {} : { operationName },
      );
      const overrideConditions = new Map(overrides.map((label) => [label, true]));
      return restoreFields(planner.buildQueryPlan(operation, { overrideConditions }), planning.virtualFields);
    },
  };
}
