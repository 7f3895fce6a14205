import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { BenchOptions } from '../bench.ts';
import { compose } from '../compose.ts';
import type { Figure } from '../figures.ts';
import { entrants, type Entrant } from './entrants.ts';
import { subgraphs } from './graph.ts';
import { runRound, type Round } from './round.ts';
import { scenarios, type Scenario } from './scenarios.ts';
import { startSubgraphs, type Target } from './target.ts';

const firstPort = 4_910;
const warmUpSeconds = 3;

/** Our router against its peers: rounds alternate between them, so that all meet the same weather. */
export async function benchRouter({ seconds, rounds, only, against }: BenchOptions): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'conea-bench-'));
  const upstream = await startSubgraphs();
  const targets: Target[] = [];
  try {
    const supergraph = join(directory, 'supergraph.graphql');
    const services = subgraphs.map(({ name, sdl }) => ({ name, sdl, url: upstream.urls[name] ?? '' }));
    writeFileSync(supergraph, compose(services));
    for (const [index, entrant] of pick(entrants, against && ['conea', ...against]).entries()) {
      describe(entrant);
      targets.push(await entrant.start(supergraph, firstPort + index));
    }
    const figures: Figure[] = [];
    for (const scenario of pick(scenarios, only)) {
      upstream.delay(scenario.delay ?? 0);
      await compareAnswers(targets, scenario);
      figures.push(...(await measure(targets, scenario, { seconds, rounds })));
    }
    return figures;
  } finally {
    for (const target of targets) target.stop();
    upstream.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Those with the given names, all without any; throws for a name that there is not. */
function pick<Named extends { name: string }>(all: readonly Named[], names: readonly string[] | undefined): Named[] {
  const unknown = names?.filter((wanted) => !all.some(({ name }) => name === wanted)) ?? [];
  if (unknown.length === 0) return all.filter(({ name }) => !names || names.includes(name));
  throw new Error(`There is no ${unknown.join(', ')}; there are: ${all.map(({ name }) => name).join(', ')}.`);
}

function describe({ name, settings }: Entrant): void {
  process.stderr.write(`${name}: ${settings}\n`);
}

async function measure(
  targets: readonly Target[],
  scenario: Scenario,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Figure[]> {
  const measured = targets.map((target) => ({ target, results: new Array<Round>() }));
  // Operations that nobody has seen are the point of some scenarios; all others begin warm.
  if (scenario.amount === undefined) for (const target of targets) await runRound(target, scenario, warmUpSeconds);
  for (let round = 1; round <= rounds; round++) {
    for (const { target, results } of measured) {
      results.push(await runRound(target, scenario, seconds));
      process.stderr.write(`${scenario.name}: round ${round} of ${rounds}, ${target.name}\n`);
    }
  }
  return measured.flatMap(({ target, results }) => toFigures(target.name, scenario.name, results));
}

/** Extensions are each router's own. */
const answer = z.object({ data: z.unknown(), errors: z.unknown().optional() });

async function compareAnswers(targets: readonly Target[], scenario: Scenario): Promise<void> {
  const body = JSON.stringify(scenario.request(0));
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const texts = await Promise.all(targets.map(async ({ url }) => (await fetch(url, init)).text()));
  const [first, ...others] = texts.map((text) => answer.parse(JSON.parse(text)));
  for (const [index, other] of others.entries()) {
    if (isDeepStrictEqual(other, first)) continue;
    const names = `${targets[0]?.name} and ${targets[index + 1]?.name}`;
    throw new Error(`${names} answer differently: ${texts[0]?.slice(0, 300)} … ${texts[index + 1]?.slice(0, 300)}`);
  }
  process.stderr.write(`${scenario.name}: answers are equal (${texts[0]?.length ?? 0} characters)\n`);
}

function toFigures(target: string, scenario: string, rounds: readonly Round[]): Figure[] {
  const median = (pickNumber: (round: Round) => number) =>
    rounds.map(pickNumber).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
  const metrics = {
    requests_per_second: median((round) => round.requestsPerSecond),
    p50_ms: median((round) => round.p50),
    p99_ms: median((round) => round.p99),
    cpu_ms_per_request: median((round) => round.cpuMilliseconds),
    rss_mb: median((round) => round.rss),
  };
  return Object.entries(metrics).map(([metric, value]) => ({ bench: 'router', target, scenario, metric, value }));
}
