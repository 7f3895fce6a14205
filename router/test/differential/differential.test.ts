import { describe, expect, it } from '@jest/globals';
import { experiment } from './experiment.ts';
import { graphs } from './graphs.ts';

describe('random operations', () => {
  it.each(graphs)('are answered as @apollo/gateway answers them: $name', async (graph) => {
    expect(await experiment(graph, { runs: 50, seed: 42 })).toBeNull();
  });
});
