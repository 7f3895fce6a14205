import { z } from 'zod';
import type { JsonObject } from '../engine/result.ts';
import type { Mistake } from '../validation/mistake.ts';
import type { QueryPlan } from './operation-planner.ts';

/** What a thread works on as long as it lives. */
export const planningGround = z.object({
  sdl: z.string(),
  client: z.object({ hasDefer: z.boolean(), hasRateLimitField: z.boolean() }),
});

export type PlanningGround = z.infer<typeof planningGround>;

/** What a thread is asked: documents as text. */
export type PlanningTask =
  | { kind: 'plan'; query: string; operationName: string | undefined; overrides: readonly string[] }
  | ValidationTask
  | { kind: 'introspect'; query: string; variables: JsonObject };

/** `visible`: the types that there are for the caller, as SDL; null: all that clients may ask for. */
export type ValidationTask = { kind: 'validate'; query: string; isIntrospectable: boolean; visible: string | null };

/** The JSON of each field at the root of an introspection query, by its key in the answer. */
export type IntrospectionTexts = Readonly<Record<string, string>>;

/** What it answers to one task. */
export type PlanningOutcome =
  { plan: QueryPlan } | { mistakes: Mistake[] } | { texts: IntrospectionTexts } | { error: string };
