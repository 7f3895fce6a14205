import {
  createDatabase,
  createDataKeys,
  createEnvelope,
  createJobQueue,
  createLifecycle,
  createListener,
  createLogger,
  createMetrics,
  createSecretBox,
} from '@conea/platform';
import {
  liveUrl,
  migrate,
  openEventLog,
  openTrust,
  openSecrets,
  requireRowSecurity,
  routerKeys,
  sealingKeys,
  serveSubgraph,
  sql,
  startCacheInvalidation,
  startErasure,
  startOutboxRelay,
  startPersonalData,
  startResealing,
  subgraphMigrations,
} from '@conea/platform';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createContextFactory, createStores } from './context.ts';
import { cacheTags } from './domain/cache-tags.ts';
import { readEnv } from './env.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { resolvers } from './resolvers/index.ts';
import { erasureSteps } from './store/erasure-steps.ts';
import { personalDataSources } from './store/personal-data-sources.ts';
import { createPersonalSeals } from './store/personal-seals.ts';
import { listSealedColumns } from './store/sealing.ts';
import { createShopify } from './sources/shopify/shopify.ts';
import { serveWebhooks } from './webhooks/listener.ts';
import { createReceive } from './webhooks/receive.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const secrets = await openSecrets('integration');
const { HOST: host, PORT: port, ...env } = readEnv(secrets);
const log = createLogger('integration', env.LOG_LEVEL);
const lifecycle = createLifecycle(log);
lifecycle.onStop('secrets', () => secrets.close());
const metrics = createMetrics('integration');
secrets.measure(metrics);
const clock = () => new Date();

const url = liveUrl(secrets, 'INTEGRATION_DATABASE_URL');
await migrate(url.now(), [subgraphMigrations, file('../migrations/')]);
const database = createDatabase({ url, name: 'integration', log });
lifecycle.onStop('database', () => database.close());
await requireRowSecurity(database);
const eventLog = await openEventLog(env, log, secrets);
lifecycle.onStop('event log', () => eventLog.close());
const relay = startOutboxRelay(database, eventLog, 'integration', log);
lifecycle.onStop('outbox relay', () => relay.stop());
startCacheInvalidation(eventLog, { domain: 'integration', tags: cacheTags, secrets, metrics, ...env });
const erasure = startErasure({ database, eventLog, domain: 'integration', steps: erasureSteps, log });
lifecycle.onStop('erasure', () => erasure.stop());
startPersonalData({ database, eventLog, domain: 'integration', sources: personalDataSources });
const listener = createListener(url, log);
lifecycle.onStop('listener', () => listener.close());

const box = createSecretBox(secrets.live('SECRETS_KEY', sealingKeys));
const keyDatabase = createDatabase({ url, name: 'integration keys', log, maxConnections: 2 });
lifecycle.onStop('database of keys', () => keyDatabase.close());
const keys = createDataKeys({ database: keyDatabase, box, refresh: () => secrets.refresh() });
const sealing = { envelope: createEnvelope(keys, metrics), box };
// Jobs and notifications find out by what they carry whose they are.
const { acrossTenants } = database;
const columns = listSealedColumns(acrossTenants, sealing);
lifecycle.onStop('resealing', startResealing({ database: acrossTenants, keys, columns, log, metrics }));
const { credentials, ...stores } = createStores(acrossTenants, sealing);
const source = createShopify({ database, credentials, baseUrl: env.SHOPIFY_API_BASE_URL, clock });
lifecycle.onStop('shopify client', () => source.close());
const queue = await createJobQueue(url, log);
lifecycle.onStop('jobs', () => queue.stop(10_000));
const parts = { database: acrossTenants, credentials, source, queue, clock, log, ...stores };
await startJobs({
  ...parts,
  seals: createPersonalSeals(sealing.envelope),
  lifecycle,
  publicUrl: env.WEBHOOK_PUBLIC_URL,
});
await serveWebhooks({ host, port: env.WEBHOOK_PORT, receive: createReceive(parts), lifecycle, log });

const createContext = createContextFactory({
  ...{ database, sealing, source, queue, eventLog, listener, clock },
  indexLag: env.SHOPIFY_INDEX_LAG_SECONDS * 1_000,
});
await serveSubgraph({
  ...openTrust('integration', env, lifecycle, log),
  ...{ name: 'integration', typeDefs: await readFile(file('../schema.graphql'), 'utf8'), resolvers, createContext },
  ...{ host, port, introspectionKey: env.INTROSPECTION_KEY, lifecycle, log, metrics },
  routerKeys: secrets.live('INTEGRATION_ROUTER_KEYS', routerKeys),
  checks: [{ name: 'database', check: () => database.one(sql`select 1`) }],
});
