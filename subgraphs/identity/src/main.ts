import {
  createDatabase,
  createDatabaseClock,
  createLifecycle,
  createListener,
  createLogger,
  createMetrics,
  liveUrl,
  migrate,
  openEventLog,
  openTrust,
  parseEnv,
  requireRowSecurity,
  openSecrets,
  routerKeys,
  serveSubgraph,
  sql,
  startCacheInvalidation,
  startOutboxRelay,
  startPersonalData,
  subgraphMigrations,
} from '@conea/platform';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createContextFactory } from './context.ts';
import { createAuthorizationServer } from './oauth/authorization-server.ts';
import { delegatedRoute } from './oauth/delegated-route.ts';
import { createMetadata } from './oauth/metadata.ts';
import { createPasswordHasher, hashingLimits } from './domain/password-hasher.ts';
import { createRelyingParty } from './domain/relying-party.ts';
import { createVerifyApiKey } from './domain/verify-api-key.ts';
import { cacheTags } from './domain/cache-tags.ts';
import { openProviderRedirects } from './provider-redirects.ts';
import { limitsEnv, readEnv, siteEnv } from './env.ts';
import { startErasures } from './erasures.ts';
import { startDataExports } from './jobs/collect-data-exports.ts';
import { startHourly } from './jobs/hourly.ts';
import { startSealingPersonalData } from './jobs/seal-personal-data.ts';
import { resolvers } from './resolvers/index.ts';
import { openBreachedPasswords } from './sources/breached-passwords.ts';
import { createRemoteKeys } from './sources/remote-keys.ts';
import { measureKeys } from './key-metrics.ts';
import { openKeys } from './open-keys.ts';
import { createKeyStore, keyChannel } from './store/key-store.ts';
import { openBlindIndex } from './store/blind-index.ts';
import { openFingerprint } from './store/named-secrets.ts';
import { createApiKeyStore } from './store/api-key-store.ts';
import { createLinkedIdentityStore } from './store/linked-identity-store.ts';
import { createPersonalDataSources } from './store/personal-data-sources.ts';
import { revocationsRoute } from './revocations-route.ts';
import { createRevocationStore } from './store/revocation-store.ts';
import { secondFactorStore } from './store/second-factor-store.ts';
import { startMail } from './start-mail.ts';
import { startSealing } from './start-sealing.ts';
import { verifyKeyRoute } from './verify-key-route.ts';
import { serveRedirects } from './redirect-listener.ts';
import { wellKnownRoutes } from './well-known.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const secrets = await openSecrets('identity');
const { HOST: host, PORT: port, ...env } = readEnv(secrets);
const log = createLogger('identity', env.LOG_LEVEL);
const lifecycle = createLifecycle(log);
lifecycle.onStop('secrets', () => secrets.close());
const metrics = createMetrics('identity');
secrets.measure(metrics);

const databaseUrl = liveUrl(secrets, 'IDENTITY_DATABASE_URL');
await migrate(databaseUrl.now(), [subgraphMigrations, file('../migrations/')]);
const database = createDatabase({ url: databaseUrl, name: 'identity', log });
lifecycle.onStop('database', () => database.close());
await requireRowSecurity(database);
const { now: clock, stop: stopClock } = await createDatabaseClock(database, log);
lifecycle.onStop('clock', stopClock);
const eventLog = await openEventLog(env, log, secrets);
lifecycle.onStop('event log', () => eventLog.close());
const relay = startOutboxRelay(database, eventLog, 'identity', log);
lifecycle.onStop('outbox relay', () => relay.stop());
startCacheInvalidation(eventLog, { domain: 'identity', tags: cacheTags, secrets, metrics, ...env });

const seals = startSealing({
  ...{ database, databaseUrl, secrets, log, metrics, lifecycle },
  interval: env.RESEAL_SECONDS * 1_000,
});
const fingerprint = await openFingerprint(database, seals, env.SECRETS_KEY);
const personal = { envelope: seals.envelope, index: await openBlindIndex(database, seals, fingerprint) };
lifecycle.onStop(
  'sealing of personal data',
  startSealingPersonalData({
    ...{ database: database.acrossTenants, personal, seals, log, metrics },
    interval: env.RESEAL_SECONDS * 1_000,
  }),
);
const mailing = await startMail({
  ...{ database, databaseUrl, mailUrl: env.MAIL_URL, mailFrom: env.MAIL_FROM },
  ...{ appUrl: env.APP_URL, personal, clock, log, metrics, lifecycle },
});

const signingKeyDays = env.SIGNING_KEY_DAYS;
const { keyring, keyChanges } = await openKeys({ database, seals, signingKeyDays, clock, log });
measureKeys(keyring, metrics, clock);
const listener = createListener(databaseUrl, log);
lifecycle.onStop('listener', () => listener.close());
listener.listen(keyChannel, () => void keyring.refresh().catch((err: unknown) => log.warn({ err }, 'keys not read')));
const erasing = startErasures({
  ...{ database, eventLog, seals, keyring, mail: mailing.mail, clock, log, metrics, lifecycle },
  ...{ issuer: env.JWT_ISSUER, erasureOverdueHours: env.ERASURE_OVERDUE_HOURS },
  keySetUrl: createMetadata({ issuer: env.JWT_ISSUER, jwksUrl: env.JWKS_PUBLIC_URL }).jwks_uri,
});
lifecycle.onStop(
  'hourly work',
  startHourly({ ...mailing, ...erasing, deletionGraceDays: env.DELETION_GRACE_DAYS, database, keyChanges, clock, log }),
);
const issuer = { issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE };
const shared = { database, personal, keyring, clock, issuer, fingerprint };
const redirects = openProviderRedirects({ database, personal, env, clock, metrics });
const limits = parseEnv(limitsEnv, secrets);
startPersonalData({
  ...{ database, eventLog, domain: 'identity', bind: (personId) => database.bind({ personId }) },
  sources: createPersonalDataSources({
    users: mailing.users,
    linkedIdentities: createLinkedIdentityStore(database, personal),
  }),
});
const exporting = startDataExports({ ...{ database, eventLog, clock, log }, ...mailing, ...limits });
lifecycle.onStop('data exports', () => exporting.stop());
const createContext = createContextFactory({
  ...{ ...shared, ...mailing, seals, providers: redirects.providers },
  deletionGraceDays: env.DELETION_GRACE_DAYS,
  platformOrganizationId: env.PLATFORM_ORGANIZATION_ID,
  ...limits,
  isBreached: openBreachedPasswords({ url: env.BREACHED_PASSWORDS_URL, clock, metrics }),
  relyingParty: createRelyingParty(parseEnv(siteEnv, secrets)),
  passwords: createPasswordHasher(hashingLimits),
});
const jwksUrl = env.JWKS_PUBLIC_URL;
await serveSubgraph({
  ...openTrust('identity', env, lifecycle, log),
  ...{ name: 'identity', typeDefs: await readFile(file('../schema.graphql'), 'utf8'), resolvers, createContext },
  ...{ host, port, introspectionKey: env.INTROSPECTION_KEY, clock, lifecycle, log, metrics },
  routerKeys: secrets.live('IDENTITY_ROUTER_KEYS', routerKeys),
  checks: [
    { name: 'database', check: () => database.one(sql`select 1`) },
    { name: 'keys', check: () => keyring.current() },
  ],
  routes: wellKnownRoutes(keyring, { ...issuer, jwksUrl }),
  signedRoutes: (app) => {
    const parts = { apiKeys: createApiKeyStore(database), secondFactors: secondFactorStore, database, clock };
    verifyKeyRoute(createVerifyApiKey(parts))(app);
    revocationsRoute(createRevocationStore(database), createKeyStore(database))(app);
    delegatedRoute(
      createAuthorizationServer({ ...shared, ...mailing, jwksUrl, findRemoteKeys: createRemoteKeys() }),
      log,
    )(app);
  },
});
const { TRUSTED_PROXIES: trustedProxies, REDIRECT_PORT: redirectPort } = env;
if (redirects.providers.length > 0)
  await serveRedirects({ host, port: redirectPort, trustedProxies, routes: redirects.routes, lifecycle, log });
