import type { BenchOptions } from '../bench.ts';
import type { Figure } from '../figures.ts';
import { compose } from '../compose.ts';
import { workloads, type Workload } from './operations.ts';
import { contestants, type Contestant, type Plan } from './planners.ts';

const warmRounds = 20;

/** The planning libraries behind the router's adapter: how long they take, and what their plans can do. */
export async function benchPlanners({ rounds, only }: BenchOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const workload of workloads().filter(({ name }) => !only || only.includes(name)))
    for (const contestant of contestants) figures.push(...(await measure(contestant, workload, rounds)));
  for (const contestant of contestants) figures.push(...(await probe(contestant)));
  return figures;
}

async function measure(contestant: Contestant, workload: Workload, rounds: number): Promise<Figure[]> {
  const { name: scenario, operations, supergraph } = workload;
  const start = performance.now();
  const plan = await contestant.open(supergraph);
  const opened = performance.now() - start;
  const first = await timePlans(plan, workload);
  const times = new Array<number>();
  for (let round = 0; round < rounds * warmRounds; round++) times.push(await timePlans(plan, workload));
  const fetches = (await Promise.all(operations.map(({ query, operationName }) => plan(query, operationName))))
    .map(countFetches)
    .reduce((sum, each) => sum + each, 0);
  const warm = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  const metrics = { open_ms: opened, cold_ms: first, warm_ms: warm, fetches };
  return toFigures(contestant, scenario, metrics);
}

/** Milliseconds per operation. */
async function timePlans(plan: Plan, { operations }: Workload): Promise<number> {
  const start = performance.now();
  for (const { query, operationName } of operations) await plan(query, operationName);
  return (performance.now() - start) / operations.length;
}

/** What a plan says of features that a router has to have: 1 when it has them. */
async function probe(contestant: Contestant): Promise<Figure[]> {
  const link =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key", "@context", "@fromContext"])';
  const supergraph = compose([
    {
      name: 'a',
      url: 'http://a',
      sdl: `${link} type Query { user: User } type User @key(fields: "id") { id: ID! name: String }`,
    },
    {
      name: 'b',
      url: 'http://b',
      sdl: `${link} type User @key(fields: "id") @context(name: "buyer") { id: ID! locale: String! order: Order }
            type Order @key(fields: "id") { id: ID! total(locale: String @fromContext(field: "$buyer { locale }")): Int }`,
    },
  ]);
  const says = async (query: string, word: string) => {
    try {
      const plan = await contestant.open(supergraph);
      return JSON.stringify(await plan(query, undefined)).includes(word) ? 1 : 0;
    } catch {
      return 0;
    }
  };
  const metrics = {
    plans_defer: await says('{ user { id ... @defer { order { id } } } }', '"Defer"'),
    plans_context: await says('{ user { order { total } } }', 'contextualArgument'),
  };
  return toFigures(contestant, 'features', metrics);
}

function toFigures({ name: target }: Contestant, scenario: string, metrics: Record<string, number>): Figure[] {
  return Object.entries(metrics).map(([metric, value]) => ({ bench: 'planners', target, scenario, metric, value }));
}

function countFetches(plan: unknown): number {
  return [...JSON.stringify(plan).matchAll(/"kind":"(?:Batch)?Fetch"/g)].length;
}
