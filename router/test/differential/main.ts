import { parseArgs } from 'node:util';
import { deferExperiment } from './defer-experiment.ts';
import { experiment } from './experiment.ts';
import { graphs } from './graphs.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    graph: { type: 'string' },
    defer: { type: 'boolean', default: false },
  },
});
const { runs, seed } = { runs: Number(values.runs), seed: Number(values.seed) };
for (const graph of graphs.filter(({ name }) => values.graph === undefined || name === values.graph)) {
  const disagreement = await (values.defer ? deferExperiment : experiment)(graph, { runs, seed });
  process.stdout.write(`${disagreement ?? `${graph.name}: ${runs} operations agree (seed ${seed})`}\n`);
  if (disagreement !== null) process.exitCode = 1;
}
