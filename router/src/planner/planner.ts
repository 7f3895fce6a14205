import { parse, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { withoutRateLimitField } from '../budget/rate-limit-field.ts';
import type { QueryPlanningConfig } from '../config/query-planning.ts';
import type { Mistake } from '../validation/mistake.ts';
import { validateDocument } from '../validation/validate-document.ts';
import { createClientSchema, type ClientSchemaOptions } from './client-schema.ts';
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
  /** Validates a text that can be parsed, where it does not hold up those who are answered. */
  validate(query: string, isIntrospectable: boolean): Promise<readonly Mistake[]>;
  /** How many operations wait for a thread. */
  waiting(): number;
  /** Ends its threads. */
  close(): Promise<void>;
};

const asItIs: ClientSchemaOptions = { hasDefer: true, hasRateLimitField: false };

/** Plans in threads of its own, or without `planning` here. Throws when the SDL is not a supergraph that this router can serve. */
export function createPlanner(sdl: string, planning: QueryPlanningConfig | null = null, client = asItIs): Planner {
  const supergraph = buildSupergraph(sdl);
  const apiSchema = createClientSchema(supergraph, client);
  const fullSchema = supergraph.schema.toGraphQLJSSchema();
  const about = { apiSchema, fullSchema, subgraphs: supergraph.subgraphsMetadata() };
  const planned = (document: DocumentNode) =>
    client.hasRateLimitField ? withoutRateLimitField(apiSchema, document) : document;
  if (planning && planning.workers > 0) {
    const { ask, waiting, close } = createPlanningPool({ sdl, client }, planning);
    return {
      ...{ ...about, waiting, close },
      plan: async (document, operationName, overrides = []) => {
        const outcome = await ask(() => ({ kind: 'plan', query: print(planned(document)), operationName, overrides }));
        if ('plan' in outcome) return outcome.plan;
        throw unanswered(outcome);
      },
      validate: async (query, isIntrospectable) => {
        const outcome = await ask(() => ({ kind: 'validate', query, isIntrospectable }));
        if ('mistakes' in outcome) return outcome.mistakes;
        throw unanswered(outcome);
      },
    };
  }
  const plan = createOperationPlanner(sdl, apiSchema);
  return {
    ...about,
    plan: async (document, operationName, overrides = []) => plan(planned(document), operationName, overrides),
    validate: async (query, isIntrospectable) => validateDocument(apiSchema, parse(query), isIntrospectable),
    waiting: () => 0,
    close: async () => undefined,
  };
}

const unanswered = (outcome: object) =>
  new Error(`no plan: ${'error' in outcome ? String(outcome.error) : 'the thread answered something else'}`);
