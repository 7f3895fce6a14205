import type { GraphQLSchema } from 'graphql';
import type { QueryPlanningConfig } from '../config/query-planning.ts';
import type { OperationPlanner } from './operation-planner.ts';
import { createPlanningPool } from './planning-pool.ts';
import type { PlanningGround, PlanningOutcome, PlanningTask } from './planning-task.ts';
import { createPlanningWork } from './planning-work.ts';

/** Whoever does what planning asks for. */
export type PlanningCrew = {
  ask(task: () => PlanningTask): Promise<PlanningOutcome>;
  waiting(): number;
  close(): Promise<void>;
};

/** What is needed where there is no thread for a task. */
export type PlanningHere = { schema: GraphQLSchema; planOperation(): OperationPlanner };

/**
 * Threads, as many as are configured. With none, operations are planned here, and one thread comes for the rest when there is first need of
 * it. Without `planning` everything is done here.
 */
export function createPlanningCrew(
  ground: PlanningGround,
  planning: QueryPlanningConfig | null,
  { schema, planOperation }: PlanningHere,
): PlanningCrew {
  if (planning && planning.workers > 0) return createPlanningPool(ground, planning);
  const work = createPlanningWork(schema, planOperation());
  if (planning === null) return { ask: async (task) => work(task()), waiting: () => 0, close: async () => undefined };
  let pool: PlanningCrew | null = null;
  const besides = () => (pool ??= createPlanningPool(ground, { ...planning, workers: 1 }));
  return {
    ask: async (task) => {
      const asked = task();
      return asked.kind === 'plan' ? work(asked) : besides().ask(() => asked);
    },
    waiting: () => pool?.waiting() ?? 0,
    close: async () => pool?.close(),
  };
}
