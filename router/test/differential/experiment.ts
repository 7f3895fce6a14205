import fc from 'fast-check';
import type { ExecutionResult } from '../../src/engine/result.ts';
import { compose } from '../support/test-graph.ts';
import { compareAnswers } from './comparison.ts';
import { createGateway } from './gateway.ts';
import type { Graph } from './graph.ts';
import { isInOrder } from './order.ts';
import { operations } from './operation.ts';
import { createRouter } from './router.ts';
import { createServices } from './services.ts';
import { withoutMarks, write } from './written.ts';

/** How the planning library begins when it finds no way to a `__typename`: the gateway has no answer then. */
const unplannable = 'We should have an edge';

export type ExperimentOptions = { runs: number; seed: number };

/** What an engine throws is part of what it answers. */
async function settle(answer: Promise<ExecutionResult>): Promise<ExecutionResult> {
  return answer.catch((error: unknown) => ({
    data: null,
    errors: [{ message: error instanceof Error ? error.message : String(error) }],
  }));
}

/** Executes random operations over a graph with both engines; answers the smallest disagreement in full, or null. */
export async function experiment(graph: Graph, { runs, seed }: ExperimentOptions): Promise<string | null> {
  const sdl = compose(
    graph.subgraphs,
    graph.subgraphs.map(({ name }) => ({ name, url: `http://${name}` })),
  );
  const services = createServices(graph);
  const router = createRouter(sdl, services);
  const gateway = await createGateway(sdl, services);
  const faults = fc.oneof(fc.constant(0), fc.nat(1_000));
  const property = fc.asyncProperty(operations(router.apiSchema, graph.texts), faults, async (choice, fault) => {
    const operation = write(router.apiSchema, choice);
    fc.pre(operation !== null);
    // What is skipped may still be asked for keys, which must not fail then.
    const asked = fault === 0 ? operation.conditional : operation.plain;
    const ours = await settle(router.execute(asked, { faults: fault, mutations: 0 }));
    const theirs = await settle(gateway.execute(operation.plain, { faults: fault, mutations: 0 }));
    if (theirs.errors?.some(({ message }) => message.startsWith(unplannable))) return;
    const isOrdered = !ours.data || (await isInOrder(router.apiSchema, asked, ours.data));
    const difference = compareAnswers(withoutMarks(ours), theirs) ?? (isOrdered ? null : 'order of fields');
    if (difference === null) return;
    const { query, variables } = asked;
    const facts = { difference, variables, faults: fault, router: ours, gateway: theirs };
    throw new Error(`${query}\n${JSON.stringify(facts, null, 2)}`);
  });
  try {
    const details = await fc.check(property, { numRuns: runs, seed, maxSkipsPerRun: 10 });
    if (!details.failed) return null;
    const reason = details.errorInstance instanceof Error ? details.errorInstance.message : 'too many skipped';
    return `graph ${graph.name}, seed ${details.seed}, path ${details.counterexamplePath}\n${reason}`;
  } finally {
    await gateway.stop();
  }
}
