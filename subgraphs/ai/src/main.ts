import {
  createDatabase,
  createJobQueue,
  createLifecycle,
  createListener,
  createLogger,
  createMetrics,
  createMutations,
} from '@conea/platform';
import {
  liveUrl,
  migrate,
  openEventLog,
  openTrust,
  openSecrets,
  requireRowSecurity,
  routerKeys,
  serveSubgraph,
  sql,
  startCacheInvalidation,
  startErasure,
  startOutboxRelay,
  startPersonalData,
  subgraphMigrations,
} from '@conea/platform';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { auditFacts } from './domain/audit-facts.ts';
import { cacheTags } from './domain/cache-tags.ts';
import { readEnv } from './env.ts';
import { resolvers } from './resolvers/index.ts';
import { startAi } from './start.ts';
import { erasureSteps, keptWhenErased } from './store/erasure-steps.ts';
import { personalDataSources } from './store/personal-data-sources.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const secrets = await openSecrets('ai');
const { HOST: host, PORT: port, ...env } = readEnv(secrets);
const log = createLogger('ai', env.LOG_LEVEL);
const lifecycle = createLifecycle(log);
lifecycle.onStop('secrets', () => secrets.close());
const metrics = createMetrics('ai');
secrets.measure(metrics);

const url = liveUrl(secrets, 'AI_DATABASE_URL');
await migrate(url.now(), [subgraphMigrations, file('../migrations/')]);
const database = createDatabase({ url, name: 'ai', log, maxConnections: 20 });
lifecycle.onStop('database', () => database.close());
await requireRowSecurity(database);
const listener = createListener(url, log);
lifecycle.onStop('listener', () => listener.close());
const eventLog = await openEventLog(env, log, secrets);
lifecycle.onStop('event log', () => eventLog.close());
const relay = startOutboxRelay(database, eventLog, 'ai', log);
lifecycle.onStop('outbox relay', () => relay.stop());
startCacheInvalidation(eventLog, { domain: 'ai', tags: cacheTags, secrets, metrics, ...env });
const erasure = startErasure({
  ...{ database, eventLog, domain: 'ai', log },
  steps: erasureSteps,
  keeps: keptWhenErased,
});
lifecycle.onStop('erasure', () => erasure.stop());
startPersonalData({ database, eventLog, domain: 'ai', sources: personalDataSources });
const jobs = await createJobQueue(url, log);
lifecycle.onStop('jobs', () => jobs.stop(10_000));

const keys = {
  openai: { apiKey: env.OPENAI_API_KEY, baseURL: env.OPENAI_BASE_URL },
  anthropic: { apiKey: env.ANTHROPIC_API_KEY, baseURL: env.ANTHROPIC_BASE_URL },
};
const mutate = createMutations(database, 'ai', auditFacts);
const createContext = await startAi({
  database,
  listener,
  jobs,
  mutate,
  keys,
  concurrency: env.CHAT_CONCURRENCY,
  log,
});
await serveSubgraph({
  ...openTrust('ai', env, lifecycle, log),
  ...{ name: 'ai', typeDefs: await readFile(file('../schema.graphql'), 'utf8'), resolvers, createContext },
  ...{ host, port, introspectionKey: env.INTROSPECTION_KEY, lifecycle, log, metrics },
  routerKeys: secrets.live('AI_ROUTER_KEYS', routerKeys),
  checks: [{ name: 'database', check: () => database.one(sql`select 1`) }],
});
