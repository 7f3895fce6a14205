import fc from 'fast-check';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { compose } from '../support/test-graph.ts';
import { mergeParts, payload } from '../support/parts.ts';
import { deferred } from './deferred.ts';
import type { ExperimentOptions, Finding } from './experiment.ts';
import type { Graph } from './graph.ts';
import { operations } from './operation.ts';
import { createRouter } from './router.ts';
import { createServices, type Services } from './services.ts';
import { write } from './written.ts';

const formats = ['deferSpec=20220824', 'incrementalSpec=v0.2'] as const;

/** Executes random operations at once and in parts, in both formats: those disagree whose parts do not add up. */
export async function deferExperiment(graph: Graph, { runs, seed }: ExperimentOptions): Promise<Finding> {
  const counts = { operations: 0, explained: 0 };
  const sdl = compose(
    graph.subgraphs,
    graph.subgraphs.map(({ name }) => ({ name, url: `http://${name}` })),
  );
  const router = createRouter(sdl, withDelays(createServices(graph)));
  const choices = fc.array(fc.nat(5), { minLength: 1, maxLength: 12 });
  const faults = fc.oneof(fc.constant(0), fc.nat(1_000));
  const property = fc.asyncProperty(
    operations(router.apiSchema, graph.texts),
    choices,
    faults,
    async (choice, put, fault) => {
      const operation = write(router.apiSchema, choice);
      fc.pre(operation !== null);
      counts.operations++;
      const { conditional } = operation;
      const asked = deferred(router.apiSchema, conditional, put);
      for (const format of formats) {
        const run = () => ({ faults: fault, mutations: 0 });
        const whole = await router.execute(conditional, run());
        const parts = await router.deliver(asked, run(), format);
        const merged = merge(parts);
        // A null goes no further than its fragment, and these subgraphs forget what a mutation answered: then the data need not be the same.
        const isComparable = fault === 0 && choice.kind === 'query';
        if (
          typeof merged !== 'string' &&
          (!isComparable || isDeepStrictEqual(ofThisRealm(merged.data), ofThisRealm(whole.data)))
        )
          continue;
        const facts = { format, variables: asked.variables, faults: fault, merged, whole, parts };
        throw new Error(`${asked.query}\n${JSON.stringify(facts, null, 2)}`);
      }
    },
  );
  const details = await fc.check(property, { numRuns: runs, seed, maxSkipsPerRun: 10 });
  if (!details.failed) return { ...counts, disagreement: null };
  const reason = details.errorInstance instanceof Error ? details.errorInstance.message : 'too many skipped';
  const head = `graph ${graph.name}, seed ${details.seed}, path ${details.counterexamplePath}`;
  return { ...counts, disagreement: `${head}\n${reason}` };
}

/** What is wrong with the payloads, in words. */
function merge(parts: readonly unknown[]) {
  try {
    return mergeParts(z.array(payload).parse(JSON.parse(JSON.stringify(parts))));
  } catch (error) {
    return String(error);
  }
}

/** Answers come in another order than they are asked for, the same one in every run. */
function withDelays(services: Services): Services {
  return async (name, query, variables, run) => {
    const answer = await services(name, query, variables, run);
    for (let turn = 0; turn < query.length % 5; turn++) await setImmediate();
    return answer;
  };
}

/** Copies that Node makes are no objects of the realm that jest runs a test in, and so are not strictly equal to any. */
function ofThisRealm(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data ?? null));
}
