import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchOptions } from '../bench.ts';
import type { Figure } from '../figures.ts';
import { startTarget, type Target } from '../router/target.ts';
import { coneaGraph, wideGraph } from './graphs.ts';
import { longestTurn } from './longest-turn.ts';
import { coneaOperations, wideOperations, type LargeOperation } from './operations.ts';
import { measureReload } from './reload.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const graphs = [
  { name: 'wide', port: 4_980, sdl: wideGraph, operations: wideOperations, reload: 'supergraph-of-wide-types' },
  { name: 'conea', port: 4_981, sdl: coneaGraph, operations: coneaOperations, reload: 'supergraph' },
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
      const isWanted = (name: string) => !only || only.includes(name);
      const operations = graph.operations.filter(({ name }) => isWanted(name));
      if (operations.length === 0 && !isWanted(graph.reload)) continue;
      figures.push(...(await measureGraph(graph, { supergraph, operations, rounds, isWanted })));
    }
    return figures;
  } finally {
    subgraph.close();
    subgraph.closeAllConnections();
    rmSync(directory, { recursive: true, force: true });
  }
}

type Work = {
  supergraph: string;
  operations: readonly LargeOperation[];
  rounds: number;
  isWanted(name: string): boolean;
};

async function measureGraph({ port, reload }: Graph, work: Work): Promise<Figure[]> {
  const { supergraph, operations, rounds, isWanted } = work;
  const router = await startTarget({
    ...{ name: 'conea', port, program: '../../../router/src/main.ts' },
    args: ['--supergraph', supergraph, '--config', file('router.yaml')],
    flags: ['--max-semi-space-size=64', `--import=${file('watch/main.ts')}`],
    env: { PORT: String(port), LOG_LEVEL: 'fatal' },
  });
  try {
    const figures: Figure[] = [];
    const measured: Map<string, number>[] = [];
    for (let round = 0; round <= rounds; round++) measured.push(await measureRound(router, operations, round));
    // Behind all operations: what becomes of the old version would be counted against them.
    for (const longest of measured) if (isWanted(reload)) longest.set(reload, await measureReload(router, supergraph));
    const [first = new Map<string, number>(), ...later] = measured;
    for (const name of first.keys()) {
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

/** Milliseconds of the longest turn for each operation. */
async function measureRound(router: Target, operations: readonly LargeOperation[], round: number) {
  const longest = new Map<string, number>();
  for (const { name, query } of operations) {
    const body = JSON.stringify({ query: query(round), operationName: `Q${round}` });
    const ask = async () => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(router.url, { method: 'POST', headers, body });
      await response.arrayBuffer();
    };
    longest.set(name, await longestTurn(router, ask));
  }
  return longest;
}
