import { parseEnv, port, routerKeys, serverEnv, type RouterKey, type Secrets } from '@conea/platform';
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

/** What the router reads from the environment and its secrets, and what it knows of each subgraph by name. */
export const readEnv = (secrets: Secrets) => parseEnv(schema, secrets);

/** What Node was started with, beside the program. */
export const nodeOptions: readonly string[] = [
  ...process.execArgv,
  ...(process.env['NODE_OPTIONS'] ?? '').split(/\s+/),
];

/** The supergraph that comes with Conea, for a configuration that names none. */
export const defaultSupergraph = beside('supergraph.graphql');

const variableOf = (name: string, suffix: string) => `${name.toUpperCase().replaceAll('-', '_')}_${suffix}`;

/** `<NAME>_SUBGRAPH_URL` overrides the routing URL of the supergraph. */
export function subgraphUrl(name: string): string | undefined {
  return process.env[variableOf(name, 'SUBGRAPH_URL')];
}

/** Answers the newest key of `<NAME>_ROUTER_KEYS` as they are at the moment; null for a subgraph that takes unsigned calls. */
export function signingKey(secrets: Secrets, name: string): (() => RouterKey | null) | null {
  const variable = variableOf(name, 'ROUTER_KEYS');
  if (secrets.values()[variable] === undefined) return null;
  const keys = secrets.live(variable, routerKeys);
  return () => keys()[0] ?? null;
}
