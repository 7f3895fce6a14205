import { print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { withoutRateLimitField } from '../budget/rate-limit-field.ts';
import type { QueryPlanningConfig } from '../config/query-planning.ts';
import type { Mistake } from '../validation/mistake.ts';
import type { ClientSchemaOptions } from './client-schema.ts';
import { createIntrospectionTexts, type Introspect } from './introspection-texts.ts';
import { createOperationPlanner, type QueryPlan } from './operation-planner.ts';
import { createPlanningCrew } from './planning-crew.ts';

export type { QueryPlan };

/** The one adapter to the planning library: a supergraph in, plans out. */
export type Planner = {
  /** Plans one operation of a validated document, which takes milliseconds, so plans are cached by the caller. `overrides` are the labels that are on. */
  plan(document: DocumentNode, operationName: string | undefined, overrides?: readonly string[]): Promise<QueryPlan>;
  /** Validates a text that can be parsed, where it does not hold up those who are answered. `visible`: the types that there are, as SDL. */
  validate(query: string, isIntrospectable: boolean, visible?: string | null): Promise<readonly Mistake[]>;
  /** What clients may learn of the schema; kept. */
  introspect: Introspect;
  /** How many operations wait for a thread. */
  waiting(): number;
  /** Ends its threads. */
  close(): Promise<void>;
};

export type PlannerOptions = {
  sdl: string;
  apiSchema: GraphQLSchema;
  client: ClientSchemaOptions;
  /** Null: everything is done here, and not in threads. */
  planning: QueryPlanningConfig | null;
};

export function createPlanner({ sdl, apiSchema, client, planning }: PlannerOptions): Planner {
  const planned = (document: DocumentNode) =>
    client.hasRateLimitField ? withoutRateLimitField(apiSchema, document) : document;
  const { ask, waiting, close } = createPlanningCrew({ sdl, client }, planning, {
    schema: apiSchema,
    planOperation: () => createOperationPlanner(sdl, apiSchema),
  });
  return {
    plan: async (document, operationName, overrides = []) => {
      const outcome = await ask(() => ({ kind: 'plan', query: print(planned(document)), operationName, overrides }));
      if ('plan' in outcome) return outcome.plan;
      throw unanswered(outcome);
    },
    validate: async (query, isIntrospectable, visible = null) => {
      const outcome = await ask(() => ({ kind: 'validate', query, isIntrospectable, visible }));
      if ('mistakes' in outcome) return outcome.mistakes;
      throw unanswered(outcome);
    },
    introspect: createIntrospectionTexts(async (query, variables) => {
      const outcome = await ask(() => ({ kind: 'introspect', query, variables }));
      if ('texts' in outcome) return outcome.texts;
      throw unanswered(outcome);
    }),
    ...{ waiting, close },
  };
}

const unanswered = (outcome: object) =>
  new Error(`no plan: ${'error' in outcome ? String(outcome.error) : 'the thread answered something else'}`);
