import { parse } from 'graphql';
import { parentPort, workerData } from 'node:worker_threads';
import { buildSupergraph, createOperationPlanner } from '../operation-planner.ts';
import type { PlanningOutcome, PlanningTask } from '../planning-pool.ts';
import { warmUp } from './warm-up.ts';

const sdl = String(workerData);
const apiSchema = buildSupergraph(sdl).apiSchema().toGraphQLJSSchema();
const planOperation = createOperationPlanner(sdl, apiSchema);

function answer({ query, operationName, overrides }: PlanningTask): PlanningOutcome {
  try {
    return { plan: planOperation(parse(query, { noLocation: true }), operationName, overrides) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (task: PlanningTask) => {
  parentPort?.postMessage(answer(task));
});
await warmUp(apiSchema, (document) => planOperation(document, undefined, []));
