import fc from 'fast-check';
import type { ExecutionResult } from '../../src/engine/result.ts';
import { compose } from '../support/test-graph.ts';
import { compareAnswers, isCancelled } from './comparison.ts';
import { isLostFragment } from './explained.ts';
import { createGateway } from './gateway.ts';
import type { Graph } from './graph.ts';
import { isInOrder } from './order.ts';
import { operations } from './operation.ts';
import { createRouter } from './router.ts';
import { createServices } from './services.ts';
import { withoutMarks, write, type WrittenOperation } from './written.ts';

/** How the planning library begins when it finds no way to a `__typename`: the gateway has no answer then. */
const unplannable = 'We should have an edge';

export type ExperimentOptions = { runs: number; seed: number };

export type Finding = {
  /** How many were executed. */
  operations: number;
  /** How many disagreed in a way of which the README says why. */
  explained: number;
  /** The smallest other one in full, which ends the experiment; null when there is none. */
  disagreement: string | null;
};

/** What an engine throws is part of what it answers. */
async function settle(answer: Promise<ExecutionResult>): Promise<ExecutionResult> {
  return answer.catch((error: unknown) => ({
    data: null,
    errors: [{ message: error instanceof Error ? error.message : String(error) }],
  }));
}

/** Executes random operations over a graph with both engines. */
export async function experiment(graph: Graph, { runs, seed }: ExperimentOptions): Promise<Finding> {
  const counts = { operations: 0, explained: 0 };
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
    const asRouter = (written: WrittenOperation) => settle(router.execute(written, { faults: fault, mutations: 0 }));
    const asGateway = async (written: WrittenOperation) =>
      settle(gateway.execute(written, { faults: fault, mutations: 0 }));
    const [ours, theirs] = [await asRouter(asked), await asGateway(operation.plain)];
    counts.operations++;
    if (theirs.errors?.some(({ message }) => message.startsWith(unplannable))) return;
    const isOrdered = !ours.data || (await isInOrder(router.apiSchema, asked, ours.data));
    const difference = compareAnswers(withoutMarks(ours), theirs) ?? (isOrdered ? null : 'order of fields');
    if (difference === null) return;
    const sides = [
      { execute: asRouter, operation: asked },
      { execute: asGateway, operation: operation.plain },
    ] as const;
    if (isCancelled(withoutMarks(ours), theirs) || (await isLostFragment(ours, ...sides)))
      return void counts.explained++;
    const { query, variables } = asked;
    const facts = { difference, variables, faults: fault, router: ours, gateway: theirs };
    throw new Error(`${query}\n${JSON.stringify(facts, null, 2)}`);
  });
  try {
    const details = await fc.check(property, { numRuns: runs, seed, maxSkipsPerRun: 10 });
    if (!details.failed) return { ...counts, disagreement: null };
    const reason = details.errorInstance instanceof Error ? details.errorInstance.message : 'too many skipped';
    const head = `graph ${graph.name}, seed ${details.seed}, path ${details.counterexamplePath}`;
    return { ...counts, disagreement: `${head}\n${reason}` };
  } finally {
    await gateway.stop();
  }
}
