import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Figure } from '../figures.ts';
import { runRound, type Round } from './round.ts';
import type { Scenario } from './scenarios.ts';
import type { Target } from './target.ts';

const warmUpSeconds = 3;

export type Load = { bench: string; seconds: number; rounds: number };

/** Puts targets under the same load in turn; answers the medians over the rounds. */
export async function measure(targets: readonly Target[], scenario: Scenario, load: Load): Promise<Figure[]> {
  const { bench, seconds, rounds } = load;
  const measured = targets.map((target) => ({ target, results: new Array<Round>() }));
  // Operations that nobody has seen are the point of some scenarios; all others begin warm.
  if (scenario.amount === undefined) for (const target of targets) await runRound(target, scenario, warmUpSeconds);
  for (let round = 1; round <= rounds; round++) {
    for (const { target, results } of measured) {
      results.push(await runRound(target, scenario, seconds));
      process.stderr.write(`${scenario.name}: round ${round} of ${rounds}, ${target.name}\n`);
    }
  }
  return measured.flatMap(({ target, results }) => toFigures(bench, target.name, scenario.name, results));
}

/** Extensions are each router's own. */
const answer = z.object({ data: z.unknown(), errors: z.unknown().optional() });

/** Throws when one of the targets answers a scenario in another way than the first. */
export async function compareAnswers(targets: readonly Target[], scenario: Scenario): Promise<void> {
  const body = JSON.stringify(scenario.request(0));
  const texts = await Promise.all(
    targets.map(async ({ url, headers }) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
      return (await fetch(url, init)).text();
    }),
  );
  const [first, ...others] = texts.map((text) => answer.parse(JSON.parse(text)));
  for (const [index, other] of others.entries()) {
    if (isDeepStrictEqual(other, first)) continue;
    const names = `${targets[0]?.name} and ${targets[index + 1]?.name}`;
    throw new Error(`${names} answer differently: ${texts[0]?.slice(0, 300)} … ${texts[index + 1]?.slice(0, 300)}`);
  }
  process.stderr.write(`${scenario.name}: answers are equal (${texts[0]?.length ?? 0} characters)\n`);
}

function toFigures(bench: string, target: string, scenario: string, rounds: readonly Round[]): Figure[] {
  const median = (pickNumber: (round: Round) => number) =>
    rounds.map(pickNumber).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
  const metrics = {
    requests_per_second: median((round) => round.requestsPerSecond),
    p50_ms: median((round) => round.p50),
    p99_ms: median((round) => round.p99),
    cpu_ms_per_request: median((round) => round.cpuMilliseconds),
    rss_mb: median((round) => round.rss),
  };
  return Object.entries(metrics).map(([metric, value]) => ({ bench, target, scenario, metric, value }));
}
