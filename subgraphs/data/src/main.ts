import {
  createDatabase,
  createJobQueue,
  createLifecycle,
  createListener,
  createLogger,
  createMetrics,
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
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContextFactory } from './context.ts';
import { cacheTags } from './domain/cache-tags.ts';
import { readEnv } from './env.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { resolvers } from './resolvers/index.ts';
import { openResultReader } from './sources/result-reader.ts';
import { createErasureSteps, keptWhenErased } from './store/erasure-steps.ts';
import { openFolderBlobStore } from './store/folder-blob-store.ts';
import { personalDataSources } from './store/personal-data-sources.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const secrets = await openSecrets('data');
const { HOST: host, PORT: port, ...env } = readEnv(secrets);
const log = createLogger('data', env.LOG_LEVEL);
const lifecycle = createLifecycle(log);
lifecycle.onStop('secrets', () => secrets.close());
const metrics = createMetrics('data');
secrets.measure(metrics);

const url = liveUrl(secrets, 'DATA_DATABASE_URL');
await migrate(url.now(), [subgraphMigrations, file('../migrations/')]);
const database = createDatabase({ url, name: 'data', log });
lifecycle.onStop('database', () => database.close());
await requireRowSecurity(database);
const eventLog = await openEventLog(env, log, secrets);
lifecycle.onStop('event log', () => eventLog.close());
const relay = startOutboxRelay(database, eventLog, 'data', log);
lifecycle.onStop('outbox relay', () => relay.stop());
startCacheInvalidation(eventLog, { domain: 'data', tags: cacheTags, secrets, metrics, ...env });
const listener = createListener(url, log);
lifecycle.onStop('listener', () => listener.close());

const [resultDirectory, workDirectory] = [resolve(env.FILES_DIRECTORY, 'blobs'), resolve(env.FILES_DIRECTORY, 'work')];
const blobs = await openFolderBlobStore(resultDirectory);
const spillDirectory = join(workDirectory, `reader-${process.pid}`);
const results = await openResultReader({ blobs, resultDirectory, spillDirectory });
lifecycle.onStop('result reader', () => results.close());
const queue = await createJobQueue(url, log);
lifecycle.onStop('jobs', () => queue.stop(10_000));
const erasure = startErasure({
  ...{ database, eventLog, domain: 'data', log },
  steps: createErasureSteps(blobs),
  keeps: keptWhenErased,
});
lifecycle.onStop('erasure', () => erasure.stop());
startPersonalData({ database, eventLog, domain: 'data', sources: personalDataSources });
await startJobs({ database: database.acrossTenants, blobs, listener, queue, workDirectory, env, lifecycle, log });

await serveSubgraph({
  ...openTrust('data', env, lifecycle, log),
  ...{ name: 'data', typeDefs: await readFile(file('../schema.graphql'), 'utf8'), resolvers },
  createContext: createContextFactory({ database, blobs, results, listener, queue, maxFileBytes: env.MAX_FILE_BYTES }),
  ...{ host, port, introspectionKey: env.INTROSPECTION_KEY, lifecycle, log, metrics },
  routerKeys: secrets.live('DATA_ROUTER_KEYS', routerKeys),
  checks: [
    { name: 'database', check: () => database.one(sql`select 1`) },
    { name: 'files', check: () => blobs.check() },
  ],
});
