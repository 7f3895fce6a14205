import { describe, expect, it } from '@jest/globals';
import { deferExperiment } from './defer-experiment.ts';
import { experiment } from './experiment.ts';
import { graphs } from './graphs.ts';

const agreed = { explained: 0, disagreement: null };

describe('random operations', () => {
  it.each(graphs)('are answered as @apollo/gateway answers them: $name', async (graph) => {
    expect(await experiment(graph, { runs: 50, seed: 42 })).toEqual({ ...agreed, operations: 50 });
  });
});

describe('random operations with @defer', () => {
  it.each(graphs)('have parts that add up to the answer at once: $name', async (graph) => {
    expect(await deferExperiment(graph, { runs: 15, seed: 42 })).toEqual({ ...agreed, operations: 15 });
  });
});
