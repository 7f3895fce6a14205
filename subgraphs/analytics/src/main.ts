import {
  createDataKeys,
  createDatabase,
  createEnvelope,
  createInstruments,
  createLifecycle,
  createLogger,
  createMetrics,
  createSecretBox,
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
  startErasure,
  startOutboxRelay,
  startPersonalData,
  subgraphMigrations,
} from '@conea/platform';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createContextFactory } from './context.ts';
import { readEnv } from './env.ts';
import { startAuditTrail } from './jobs/audit-trail.ts';
import { startConsumers } from './jobs/consume.ts';
import { startMaintenance } from './jobs/maintain.ts';
import { mercuriusEngine } from './mercurius-engine.ts';
import { refusalsRoute } from './refusals-route.ts';
import { resolvers } from './resolvers/index.ts';
import { erasureSteps, keptWhenErased } from './store/erasure-steps.ts';
import { personalDataSources } from './store/personal-data-sources.ts';
import { openVault } from './sources/open-vault.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const secrets = await openSecrets('analytics');
const { HOST: host, PORT: port, ...env } = readEnv(secrets);
const log = createLogger('analytics', env.LOG_LEVEL);
const lifecycle = createLifecycle(log);
lifecycle.onStop('secrets', () => secrets.close());
const metrics = createMetrics('analytics');
secrets.measure(metrics);

const url = liveUrl(secrets, 'ANALYTICS_DATABASE_URL');
await migrate(url.now(), [subgraphMigrations, file('../migrations/')]);
const database = createDatabase({ url, name: 'analytics', log });
lifecycle.onStop('database', () => database.close());
await requireRowSecurity(database);
const eventLog = await openEventLog(env, log, secrets);
lifecycle.onStop('event log', () => eventLog.close());
const relay = startOutboxRelay(database, eventLog, 'analytics', log);
lifecycle.onStop('outbox relay', () => relay.stop());
lifecycle.onStop('maintenance', startMaintenance(database, log));
startConsumers(database, eventLog);
const erasure = startErasure({
  ...{ database, eventLog, domain: 'analytics', log },
  steps: erasureSteps,
  keeps: keptWhenErased,
});
lifecycle.onStop('erasure', () => erasure.stop());
startPersonalData({ database, eventLog, domain: 'analytics', sources: personalDataSources });
const box = createSecretBox(secrets.live('SECRETS_KEY', sealingKeys));
const keyDatabase = createDatabase({ url, name: 'analytics keys', log, maxConnections: 2 });
lifecycle.onStop('database of keys', () => keyDatabase.close());
const keys = createDataKeys({ database: keyDatabase, box, refresh: () => secrets.refresh() });
startAuditTrail({
  ...{ database, eventLog, lifecycle, log, keys, vault: openVault(env), envelope: createEnvelope(keys) },
  instruments: createInstruments(metrics),
  signingKey: env.AUDIT_SIGNING_KEY,
  trustedKeys: env.AUDIT_TRUSTED_KEYS,
  ...{ checkpointPeriod: env.AUDIT_CHECKPOINT_SECONDS, purgePeriod: env.AUDIT_PURGE_SECONDS },
});

await serveSubgraph({
  ...openTrust('analytics', env, lifecycle, log),
  ...{
    name: 'analytics',
    typeDefs: await readFile(file('../schema.graphql'), 'utf8'),
    resolvers,
    engine: mercuriusEngine,
  },
  createContext: createContextFactory({ database, eventLog }),
  ...{ host, port, introspectionKey: env.INTROSPECTION_KEY, lifecycle, log, metrics },
  routerKeys: secrets.live('ANALYTICS_ROUTER_KEYS', routerKeys),
  signedRoutes: refusalsRoute(database),
  checks: [
    { name: 'database', check: () => database.one(sql`select 1`) },
    { name: 'event log', check: () => eventLog.check() },
  ],
});
