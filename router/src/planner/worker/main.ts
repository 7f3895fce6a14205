import { parse } from 'graphql';
import { parentPort, workerData } from 'node:worker_threads';
import { validateDocument } from '../../validation/validate-document.ts';
import { createClientSchema } from '../client-schema.ts';
import { buildSupergraph, createOperationPlanner } from '../operation-planner.ts';
import { planningGround, type PlanningOutcome, type PlanningTask } from '../planning-task.ts';
import { warmUp } from './warm-up.ts';

const { sdl, client } = planningGround.parse(workerData);
const supergraph = buildSupergraph(sdl);
const schema = createClientSchema(supergraph, client);
const planOperation = createOperationPlanner(sdl, schema);

function outcomeOf(task: PlanningTask): PlanningOutcome {
  if (task.kind === 'validate') return { mistakes: validateDocument(schema, parse(task.query), task.isIntrospectable) };
  const document = parse(task.query, { noLocation: true });
  return { plan: planOperation(document, task.operationName, task.overrides) };
}

function answer(task: PlanningTask): PlanningOutcome {
  try {
    return outcomeOf(task);
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
