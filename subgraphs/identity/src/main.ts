import {
  createDatabase,
  createLifecycle,
  createLogger,
  createMetrics,
  createSecretBox,
  migrate,
  openEventLog,
  openTrust,
  openSecrets,
  routerKeys,
  serveSubgraph,
  sql,
  startCacheInvalidation,
  startOutboxRelay,
  subgraphMigrations,
} from '@conea/platform';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createContextFactory } from './context.ts';
import { createFingerprint } from './domain/fingerprint.ts';
import { createAuthorizationServer } from './oauth/authorization-server.ts';
import { delegatedRoute } from './oauth/delegated-route.ts';
import { createPasswordHasher, hashingLimits } from './domain/password-hasher.ts';
import { createVerifyApiKey } from './domain/verify-api-key.ts';
import { cacheTags } from './domain/cache-tags.ts';
import { readEnv } from './env.ts';
import { startHourly } from './jobs/hourly.ts';
import { resolvers } from './resolvers/index.ts';
import { openBreachedPasswords } from './sources/breached-passwords.ts';
import { openKeyring } from './store/key-store.ts';
import { createApiKeyStore } from './store/api-key-store.ts';
import { revocationsRoute } from './revocations-route.ts';
import { createRevocationStore } from './store/revocation-store.ts';
import { secondFactorStore } from './store/second-factor-store.ts';
import { startMail } from './start-mail.ts';
import { verifyKeyRoute } from './verify-key-route.ts';
import { wellKnownRoutes } from './well-known.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const secrets = await openSecrets('identity');
const { HOST: host, PORT: port, ...env } = readEnv(secrets);
const log = createLogger('identity', env.LOG_LEVEL);
const lifecycle = createLifecycle(log);
lifecycle.onStop('secrets', () => secrets.close());
const metrics = createMetrics('identity');
secrets.measure(metrics);
const clock = () => new Date();

await migrate(env.IDENTITY_DATABASE_URL, [subgraphMigrations, file('../migrations/')]);
const database = createDatabase({ url: env.IDENTITY_DATABASE_URL, name: 'identity', log });
lifecycle.onStop('database', () => database.close());
const eventLog = await openEventLog(env, log);
lifecycle.onStop('event log', () => eventLog.close());
const relay = startOutboxRelay(database, eventLog, 'identity', log);
lifecycle.onStop('outbox relay', () => relay.stop());
startCacheInvalidation(eventLog, { domain: 'identity', tags: cacheTags, ...env });
lifecycle.onStop('hourly work', startHourly({ database, clock, log }));

const box = createSecretBox(env.SECRETS_KEY);
const mailing = await startMail({
  ...{ database, databaseUrl: env.IDENTITY_DATABASE_URL, mailUrl: env.MAIL_URL, mailFrom: env.MAIL_FROM },
  ...{ appUrl: env.APP_URL, secretsKey: env.SECRETS_KEY, clock, log, metrics, lifecycle },
});

const keyring = await openKeyring(database, box, clock);
const issuer = { issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE };
const shared = { database, keyring, clock, issuer, fingerprint: createFingerprint(env.SECRETS_KEY) };
const createContext = createContextFactory({
  ...{ ...shared, ...mailing, box },
  isBreached: openBreachedPasswords({ url: env.BREACHED_PASSWORDS_URL, clock, metrics }),
  passwords: createPasswordHasher(hashingLimits),
});
const jwksUrl = env.JWKS_PUBLIC_URL;
await serveSubgraph({
  ...openTrust('identity', env, lifecycle, log),
  ...{ name: 'identity', typeDefs: await readFile(file('../schema.graphql'), 'utf8'), resolvers, createContext },
  ...{ host, port, introspectionKey: env.INTROSPECTION_KEY, lifecycle, log, metrics },
  routerKeys: secrets.live('IDENTITY_ROUTER_KEYS', routerKeys),
  checks: [{ name: 'database', check: () => database.one(sql`select 1`) }],
  routes: wellKnownRoutes(keyring, { ...issuer, jwksUrl }),
  signedRoutes: (app) => {
    const parts = { apiKeys: createApiKeyStore(database), secondFactors: secondFactorStore, database, clock };
    verifyKeyRoute(createVerifyApiKey(parts))(app);
    revocationsRoute(createRevocationStore(database))(app);
    delegatedRoute(createAuthorizationServer({ ...shared, jwksUrl }), log)(app);
  },
});
