import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { BenchOptions } from '../bench.ts';
import type { Figure } from '../figures.ts';
import { startTarget, type Target } from '../router/target.ts';
import { coneaGraph, wideGraph } from './graphs.ts';
import { coneaOperations, wideOperations, type LargeOperation } from './operations.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const graphs = [
  { name: 'wide', port: 4_980, sdl: wideGraph, operations: wideOperations },
  { name: 'conea', port: 4_981, sdl: coneaGraph, operations: coneaOperations },
];

type Graph = (typeof graphs)[number];

/** The longest turn of the event loop while a router answers large operations that it has not seen. */
export async function benchCold({ rounds, only }: BenchOptions): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'conea-bench-'));
  const subgraph = createServer((request, response) => {
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"data":{}}'));
  });
  await new Promise<void>((resolve) => subgraph.listen(0, '127.0.0.1', resolve));
  const address = subgraph.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/graphql`;
  try {
    const figures: Figure[] = [];
    for (const graph of graphs) {
      const supergraph = join(directory, `${graph.name}.graphql`);
      writeFileSync(supergraph, graph.sdl(url));
      const operations = graph.operations.filter(({ name }) => !only || only.includes(name));
      if (operations.length > 0) figures.push(...(await measureGraph(graph, { supergraph, operations, rounds })));
    }
    return figures;
  } finally {
    subgraph.close();
    subgraph.closeAllConnections();
    rmSync(directory, { recursive: true, force: true });
  }
}

type Work = { supergraph: string; operations: readonly LargeOperation[]; rounds: number };

async function measureGraph({ port }: Graph, { supergraph, operations, rounds }: Work): Promise<Figure[]> {
  const router = await startTarget({
    ...{ name: 'conea', port, program: '../../../router/src/main.ts' },
    args: ['--supergraph', supergraph, '--config', file('router.yaml')],
    flags: ['--max-semi-space-size=64', `--import=${file('watch/main.ts')}`],
    env: { PORT: String(port), LOG_LEVEL: 'fatal' },
  });
  try {
    const figures: Figure[] = [];
    const first = await measureRound(router, operations, 0);
    const later: Map<string, number>[] = [];
    for (let round = 1; round <= rounds; round++) later.push(await measureRound(router, operations, round));
    for (const { name } of operations) {
      const times = later.map((round) => round.get(name) ?? 0).toSorted((a, b) => a - b);
      const median = times[Math.floor(times.length / 2)] ?? 0;
      for (const [metric, value] of Object.entries({ first_ms: first.get(name) ?? 0, longest_ms: median }))
        figures.push({ bench: 'cold', target: 'conea', scenario: name, metric, value });
    }
    return figures;
  } finally {
    router.stop();
  }
}

const watched = z.object({ longest: z.number() });

/** Milliseconds of the longest turn for each operation. */
async function measureRound(router: Target, operations: readonly LargeOperation[], round: number) {
  const longest = new Map<string, number>();
  for (const { name, query } of operations) {
    const body = JSON.stringify({ query: query(round), operationName: `Q${round}` });
    await router.ask('start');
    const response = await fetch(router.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await response.arrayBuffer();
    longest.set(name, watched.parse(await router.ask('stop')).longest);
  }
  return longest;
}
