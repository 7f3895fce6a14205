import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchOptions } from '../bench.ts';
import { compose } from '../compose.ts';
import type { Figure } from '../figures.ts';
import { subgraphs } from '../router/graph.ts';
import { heapOf } from '../router/heap.ts';
import { runRound } from '../router/round.ts';
import { scenarios } from '../router/scenarios.ts';
import { startSubgraphs, startTarget, type Target } from '../router/target.ts';

const port = 4_970;
/** Known operations, operations that nobody has seen, and variables that come once. */
const mixed = ['nested', 'small', 'unique-variables', 'cold-operations'];
const secondsEach = 5;
const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Whether the heap of a router stays flat under load that goes on: measured each minute, after a garbage collection. */
export async function benchSoak({ minutes }: BenchOptions): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'conea-bench-'));
  const upstream = await startSubgraphs();
  const supergraph = join(directory, 'supergraph.graphql');
  writeFileSync(supergraph, compose(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: upstream.urls[name] ?? '' }))));
  const router = await startTarget({
    ...{ name: 'conea', port, program: '../../../router/src/main.ts' },
    args: ['--supergraph', supergraph, '--config', file('../router/router.yaml')],
    flags: ['--expose-gc', '--max-semi-space-size=64', `--import=${file('../collect-garbage/main.ts')}`],
    env: { PORT: String(port), LOG_LEVEL: 'warn' },
  });
  try {
    await loadFor(router, 60);
    const heaps = [await heapOf(router)];
    for (let minute = 1; minute <= minutes; minute++) {
      await loadFor(router, 60);
      heaps.push(await heapOf(router));
      process.stderr.write(`minute ${minute} of ${minutes}: ${heaps.at(-1)?.toFixed(1)} MB\n`);
    }
    const metrics = {
      heap_mb_at_first: heaps[0] ?? 0,
      heap_mb_at_last: heaps.at(-1) ?? 0,
      // While its caches fill, a heap grows.
      growth_kb_per_minute: slopeOf(heaps.slice(heaps.length / 2)) * 1_000,
      rss_mb: router.rssMegabytes(),
    };
    return Object.entries(metrics).map(([metric, value]) => ({
      ...{ bench: 'soak', target: 'conea', scenario: `${minutes} minutes`, metric, value },
    }));
  } finally {
    router.stop();
    upstream.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function loadFor(router: Target, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (Date.now() < end)
    for (const scenario of scenarios.filter(({ name }) => mixed.includes(name)))
      await runRound(router, { ...scenario, ...(scenario.amount !== undefined && { amount: 100 }) }, secondsEach);
}

/** Of the line that fits best (least squares), per step. */
export function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  return spread === 0 ? 0 : values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0) / spread;
}
