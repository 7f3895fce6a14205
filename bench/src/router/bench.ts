import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchOptions } from '../bench.ts';
import { compose } from '../compose.ts';
import type { Figure } from '../figures.ts';
import { entrantsFor, type Entrant } from './entrants.ts';
import { subgraphs } from './graph.ts';
import { compareAnswers, measure } from './measure.ts';
import { scenarios } from './scenarios.ts';
import { startSubgraphs, type Target } from './target.ts';

const firstPort = 4_910;

/** Our router against its peers: rounds alternate between them, so that all meet the same weather. */
export async function benchRouter({ seconds, rounds, only, against, isSharing }: BenchOptions): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'conea-bench-'));
  const upstream = await startSubgraphs();
  const targets: Target[] = [];
  try {
    const supergraph = join(directory, 'supergraph.graphql');
    const services = subgraphs.map(({ name, sdl }) => ({ name, sdl, url: upstream.urls[name] ?? '' }));
    writeFileSync(supergraph, compose(services));
    for (const [index, entrant] of pick(entrantsFor(isSharing), against && ['conea', ...against]).entries()) {
      describe(entrant);
      targets.push(await entrant.start({ supergraph, services }, firstPort + index));
    }
    const figures: Figure[] = [];
    for (const scenario of pick(scenarios, only)) {
      upstream.delay(scenario.delay ?? 0);
      await compareAnswers(targets, scenario);
      figures.push(...(await measure(targets, scenario, { bench: 'router', seconds, rounds })));
    }
    return figures;
  } finally {
    for (const target of targets) target.stop();
    upstream.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Those with the given names, all without any; throws for a name that there is not. */
export function pick<Named extends { name: string }>(
  all: readonly Named[],
  names: readonly string[] | undefined,
): Named[] {
  const unknown = names?.filter((wanted) => !all.some(({ name }) => name === wanted)) ?? [];
  if (unknown.length === 0) return all.filter(({ name }) => !names || names.includes(name));
  throw new Error(`There is no ${unknown.join(', ')}; there are: ${all.map(({ name }) => name).join(', ')}.`);
}

function describe({ name, settings }: Entrant): void {
  process.stderr.write(`${name}: ${settings}\n`);
}
