import { parseEnv, port, routerKeys, serverEnv, type RouterKey } from '@conea/platform';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const beside = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

const schema = serverEnv.extend({
  PORT: port(4000),
  /** Processes that answer requests on one port; `auto`: as many as there are processors for them. */
  WEB_CONCURRENCY: z
    .union([
      z.literal('auto').transform(() => availableParallelism()),
      z.coerce.number<string>('expected a number of processes, or auto').int().min(1).max(256),
    ])
    .default(1),
  /** Everything else about the router: `router.yaml`. */
  ROUTER_CONFIG: z.string().default(beside('router.yaml')),
  /** Shared by the routers of one graph: budgets, caches, persisted queries. Without it each router keeps its own. */
  REDIS_URL: z.url().optional(),
});

/** What the router reads from the environment, and what it knows of each subgraph by name. */
export const env = parseEnv(schema);

/** What Node was started with, beside the program. */
export const nodeOptions: readonly string[] = [
  ...process.execArgv,
  ...(process.env['NODE_OPTIONS'] ?? '').split(/\s+/),
];

/** The whole environment, for the expressions of `router.yaml`. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;

/** The supergraph that comes with Conea, for a configuration that names none. */
export const defaultSupergraph = beside('supergraph.graphql');

const subgraphEnv = (name: string, suffix: string) =>
  process.env[`${name.toUpperCase().replaceAll('-', '_')}_${suffix}`];

/** `<NAME>_SUBGRAPH_URL` overrides the routing URL of the supergraph. */
export function subgraphUrl(name: string): string | undefined {
  return subgraphEnv(name, 'SUBGRAPH_URL');
}

/** The newest key of `<NAME>_ROUTER_KEYS`; null for a subgraph that takes unsigned calls. */
export function signingKey(name: string): RouterKey | null {
  const list = subgraphEnv(name, 'ROUTER_KEYS');
  return list === undefined ? null : (routerKeys.parse(list)[0] ?? null);
}
