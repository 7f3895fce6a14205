import composition from '@apollo/composition';
import autocannon from 'autocannon';
import { parse } from 'graphql';
import { deepStrictEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../figures.ts';
import { scenarios, subgraphs } from './graph.ts';
import { startApolloGateway, startConea, startSubgraphs, type Target } from './target.ts';

const connections = 50;
const port = 4_910;
const warmUpSeconds = 3;

/** Our router against `@apollo/gateway` with Apollo Server: rounds alternate between them, so that both meet the same weather. */
export async function benchRouter({ seconds, rounds }: { seconds: number; rounds: number }): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'conea-bench-'));
  const peers = await startSubgraphs();
  const targets: Target[] = [];
  try {
    const supergraph = join(directory, 'supergraph.graphql');
    writeFileSync(supergraph, compose(peers.urls));
    targets.push(await startConea(supergraph, port), await startApolloGateway(supergraph));
    const figures: Figure[] = [];
    for (const scenario of scenarios) {
      await compareAnswers(targets, scenario.query);
      for (const target of targets) await load(target, scenario.query, warmUpSeconds);
      figures.push(...(await measureScenario(targets, scenario, { seconds, rounds })));
    }
    return figures;
  } finally {
    for (const target of targets) target.stop();
    peers.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

type Scenario = (typeof scenarios)[number];

async function measureScenario(
  targets: readonly Target[],
  { name, query }: Scenario,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Figure[]> {
  const measured = targets.map((target) => ({ target, results: new Array<Round>() }));
  for (let round = 1; round <= rounds; round++) {
    for (const { target, results } of measured) {
      results.push(await measure(target, query, seconds));
      process.stderr.write(`${name}: round ${round} of ${rounds}, ${target.name}\n`);
    }
  }
  return measured.flatMap(({ target, results }) => toFigures(target.name, name, results));
}

type Round = { requestsPerSecond: number; p50: number; p99: number; cpuMilliseconds: number; rss: number };

async function measure(target: Target, query: string, seconds: number): Promise<Round> {
  const before = target.cpuSeconds();
  const { requests, latency, errors, non2xx } = await load(target, query, seconds);
  if (errors + non2xx > 0) throw new Error(`${target.name} failed ${errors + non2xx} requests`);
  const cpuMilliseconds = ((target.cpuSeconds() - before) * 1_000) / requests.total;
  return {
    requestsPerSecond: requests.average,
    p50: latency.p50,
    p99: latency.p99,
    cpuMilliseconds,
    rss: target.rssMegabytes(),
  };
}

function load({ url }: Target, query: string, duration: number) {
  const body = JSON.stringify({ query });
  return autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    connections,
    duration,
  });
}

async function compareAnswers(targets: readonly Target[], query: string): Promise<void> {
  const [first, ...others] = await Promise.all(
    targets.map(async ({ url }) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) };
      const answer: unknown = await (await fetch(url, init)).json();
      return answer;
    }),
  );
  for (const other of others) deepStrictEqual(other, first);
  process.stderr.write(`answers are equal (${JSON.stringify(first).length} characters)\n`);
}

function toFigures(target: string, scenario: string, rounds: readonly Round[]): Figure[] {
  const median = (pick: (round: Round) => number) =>
    rounds.map(pick).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
  const figure = (metric: string, value: number): Figure => ({ bench: 'router', target, scenario, metric, value });
  return [
    figure(
      'requests_per_second',
      median((round) => round.requestsPerSecond),
    ),
    figure(
      'p50_ms',
      median((round) => round.p50),
    ),
    figure(
      'p99_ms',
      median((round) => round.p99),
    ),
    figure(
      'cpu_ms_per_request',
      median((round) => round.cpuMilliseconds),
    ),
    figure(
      'rss_mb',
      median((round) => round.rss),
    ),
  ];
}

function compose(urls: Record<string, string>): string {
  const services = subgraphs.map(({ name, sdl }) => ({ name, url: urls[name] ?? '', typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composition.composeServices(services);
  if (supergraphSdl === undefined) throw new Error((errors ?? []).map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
