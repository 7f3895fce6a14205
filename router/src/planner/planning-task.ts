import { z } from 'zod';
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
  | { kind: 'validate'; query: string; isIntrospectable: boolean };

/** What it answers to one task. */
export type PlanningOutcome = { plan: QueryPlan } | { mistakes: Mistake[] } | { error: string };
