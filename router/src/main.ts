import { createLifecycle, createLogger } from '@conea/platform';
import { readFile } from 'node:fs/promises';
import { env, signingKey, subgraphUrl } from './env.ts';
import { serveRouter } from './serve.ts';
import { createSupergraph } from './supergraph.ts';

const log = createLogger('router', env.LOG_LEVEL);
const supergraph = createSupergraph(await readFile(env.SUPERGRAPH_PATH, 'utf8'));

await serveRouter({
  supergraph,
  targets: supergraph.subgraphs.map(({ name, url }) => ({
    name,
    url: subgraphUrl(name) ?? url,
    key: signingKey(name),
  })),
  host: env.HOST,
  port: env.PORT,
  jwksUrl: env.JWKS_URL ?? null,
  issuer: env.JWT_ISSUER,
  audience: env.JWT_AUDIENCE,
  corsOrigins: env.CORS_ORIGINS,
  trustedProxies: env.TRUSTED_PROXIES,
  subgraphTimeout: env.SUBGRAPH_TIMEOUT,
  maxBodyBytes: env.MAX_BODY_BYTES,
  isIntrospectable: env.INTROSPECTION,
  hasExplorer: env.EXPLORER,
  lifecycle: createLifecycle(log),
  log,
});
