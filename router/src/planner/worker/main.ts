import { parentPort, workerData } from 'node:worker_threads';
import { createClientSchema } from '../client-schema.ts';
import { buildSupergraph, createOperationPlanner } from '../operation-planner.ts';
import { planningGround, type PlanningOutcome, type PlanningTask } from '../planning-task.ts';
import { createPlanningWork } from '../planning-work.ts';
import { warmUp } from './warm-up.ts';

const { sdl, client } = planningGround.parse(workerData);
const supergraph = buildSupergraph(sdl);
const schema = createClientSchema(supergraph, client);
const planOperation = createOperationPlanner(sdl, schema);
const work = createPlanningWork(schema, planOperation);

function answer(task: PlanningTask): PlanningOutcome {
  try {
    return work(task);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (task: PlanningTask) => {
  parentPort?.postMessage(answer(task));
});
// The field that the router answers by itself is no part of a plan.
await warmUp(createClientSchema(supergraph, { ...client, hasRateLimitField: false }), (document) =>
  planOperation(document, undefined, []),
);
