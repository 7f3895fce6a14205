import { parseArgs } from 'node:util';
import { deferExperiment } from './defer-experiment.ts';
import { experiment } from './experiment.ts';
import { graphs } from './graphs.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seeds: { type: 'string', default: '1' },
    graph: { type: 'string' },
    defer: { type: 'boolean', default: false },
  },
});
const { runs, first, count } = { runs: Number(values.runs), first: Number(values.seed), count: Number(values.seeds) };
const seeds = Array.from({ length: count }, (_, index) => first + index);
const execute = values.defer ? deferExperiment : experiment;
const table = ['| graph | seeds | operations | explained | disagreements |', '| --- | --- | --- | --- | --- |'];
for (const graph of graphs.filter(({ name }) => values.graph === undefined || name === values.graph)) {
  const sum = { operations: 0, explained: 0, disagreements: 0 };
  for (const seed of seeds) {
    const { operations, explained, disagreement } = await execute(graph, { runs, seed });
    sum.operations += operations;
    sum.explained += explained;
    if (disagreement === null) continue;
    sum.disagreements++;
    process.stdout.write(`${disagreement}\n`);
    process.exitCode = 1;
  }
  table.push(`| ${graph.name} | ${seeds.join(', ')} | ${Object.values(sum).join(' | ')} |`);
}
process.stdout.write(`${table.join('\n')}\n`);
