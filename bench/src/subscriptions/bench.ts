import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchOptions } from '../bench.ts';
import { compose } from '../compose.ts';
import type { Figure } from '../figures.ts';
import { heapOf } from '../router/heap.ts';
import { startTarget, type Target } from '../router/target.ts';
import { startClients, type Clients } from './clients.ts';
import { startFeed, type Feed } from './feed.ts';
import { operations, subgraphs, type Operation } from './graph.ts';

const firstPort = 4_930;
const clientProcesses = 2;
const spacing = 1_000;
const burst = 20;
const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Many clients on one router process: what each takes, how late events are, how many a second go out, and how a drain goes. */
export async function benchSubscriptions({ rounds, only, clients: count }: BenchOptions): Promise<Figure[]> {
  const names = Object.keys(operations).filter(isOperation);
  const unknown = only?.filter((name) => !names.some((known) => known === name)) ?? [];
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are: ${names.join(', ')}.`);
  const figures: Figure[] = [];
  for (const scenario of names.filter((name) => !only || only.includes(name)))
    figures.push(...(await measure(scenario, { count, events: rounds * 5 })));
  return figures;
}

const isOperation = (name: string): name is Operation => name in operations;

async function measure(scenario: Operation, { count, events }: { count: number; events: number }): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'conea-bench-'));
  const supergraph = join(directory, 'supergraph.graphql');
  const feed = await startFeed();
  const clients = startClients(clientProcesses);
  const routers: Target[] = [];
  try {
    writeFileSync(supergraph, compose(servicesOf(feed)));
    const router = await startRouter(supergraph, firstPort);
    const next = await startRouter(supergraph, firstPort + 1);
    routers.push(router, next);
    const memory = await connect(clients, router, operations[scenario], count);
    tell(scenario, `${count} clients are connected`);
    const late = await latencies(clients, feed, { count, events });
    tell(scenario, `${events} events arrived`);
    const perSecond = await fanOut(clients, feed, count);
    tell(scenario, `${burst} events at once arrived`);
    const drained = await drain(clients, feed, { router, next, count });
    const metrics = { ...memory, ...late, deliveries_per_second: perSecond, ...drained };
    return Object.entries(metrics).map(([metric, value]) => ({
      ...{ bench: 'subscriptions', target: 'conea', scenario, metric, value },
    }));
  } finally {
    clients.stop();
    feed.stop();
    for (const target of routers) target.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function startRouter(supergraph: string, port: number): Promise<Target> {
  return startTarget({
    name: 'conea',
    program: '../../../router/src/main.ts',
    args: ['--supergraph', supergraph, '--config', file('router.yaml')],
    flags: ['--expose-gc', `--import=${file('../collect-garbage/main.ts')}`],
    env: { PORT: String(port), LOG_LEVEL: 'warn' },
    port,
  });
}

/** Connects all clients; answers the bytes that each adds to the resident memory of the router, and to its heap. */
async function connect(clients: Clients, router: Target, query: string, count: number) {
  const before = await settledMemory(router);
  clients.open(router.url, query, count);
  await clients.until(`${count} clients are connected`, ({ connected }) => connected >= count);
  const { resident, heap } = await settledMemory(router);
  return {
    bytes_per_client: (resident - before.resident) / count,
    heap_bytes_per_client: (heap - before.heap) / count,
  };
}

async function settledMemory(target: Target): Promise<{ resident: number; heap: number }> {
  await pause(2_000);
  const heap = await heapOf(target);
  return { resident: target.rssMegabytes() * 2 ** 20, heap: heap * 1e6 };
}

async function latencies(clients: Clients, feed: Feed, { count, events }: { count: number; events: number }) {
  await deliver(clients, feed, { count, events: 1, interval: 0 });
  await deliver(clients, feed, { count, events, interval: spacing });
  const sorted = (await clients.read(true)).latencies.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { p50_ms: at(0.5), p99_ms: at(0.99) };
}

/** Deliveries to clients per second, of events that come all at once. */
async function fanOut(clients: Clients, feed: Feed, count: number): Promise<number> {
  const start = performance.now();
  await deliver(clients, feed, { count, events: burst, interval: 0 });
  return (burst * count) / ((performance.now() - start) / 1_000);
}

type Wave = { count: number; events: number; interval: number };

async function deliver(clients: Clients, feed: Feed, { count, events, interval }: Wave): Promise<void> {
  clients.clear();
  feed.emit(events, interval);
  await clients.until(`${events} events arrive everywhere`, ({ received }) => received >= events * count);
}

/** One router drains while events go on; its clients come back to the next one behind their last event. */
async function drain(
  clients: Clients,
  feed: Feed,
  { router, next, count }: { router: Target; next: Target; count: number },
) {
  const events = 40;
  clients.clear();
  clients.move(next.url);
  const start = performance.now();
  feed.emit(events, 250);
  router.signal('SIGTERM');
  await clients.until('all clients lost the router', ({ connected }) => connected < count);
  await clients.until('all clients are back', ({ connected }) => connected >= count);
  const seconds = (performance.now() - start) / 1_000;
  await clients.until('no event is missing', ({ received }) => received >= events * count);
  const { missed, repeated } = await clients.read();
  return { reconnect_seconds: seconds, missed_events: missed, repeated_events: repeated };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function tell(scenario: string, what: string): void {
  process.stderr.write(`${scenario}: ${what}\n`);
}

const servicesOf = ({ urls }: Feed) =>
  (['feed', 'catalog'] as const).map((name) => ({ name, url: urls[name], sdl: subgraphs[name] }));
