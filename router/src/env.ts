import { parseEnv, port, routerKeys, serverEnv, type RouterKey } from '@conea/platform';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const defaultSupergraph = fileURLToPath(new URL('../supergraph.graphql', import.meta.url));

const origins = z.string().transform((list) =>
  list
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean),
);

const schema = serverEnv.extend({
  PORT: port(4000),
  /** A composed supergraph SDL. */
  SUPERGRAPH_PATH: z.string().default(defaultSupergraph),
  /** Where the keys of access tokens are; without it every caller is anonymous. */
  JWKS_URL: z.url().optional(),
  JWT_ISSUER: z.string().default('http://127.0.0.1:4000'),
  JWT_AUDIENCE: z.string().default('conea'),
  /** Origins of browsers that may call, comma separated. */
  CORS_ORIGINS: origins.default(['https://studio.apollographql.com']),
  /** Proxies in front, as CIDR ranges: only their X-Forwarded-For counts. */
  TRUSTED_PROXIES: origins.default([]),
  SUBGRAPH_TIMEOUT: z.coerce.number().int().min(1).default(10_000),
  MAX_BODY_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(1024 * 1024),
  INTROSPECTION: z.stringbool().default(true),
  EXPLORER: z.stringbool().default(true),
});

/** What the router reads from the environment, and what it knows of each subgraph by name. */
export const env = parseEnv(schema);

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
