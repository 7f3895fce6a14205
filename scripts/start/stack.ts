import { dirname, join } from 'node:path';
import type { Settings } from './settings.ts';
import { cachedDomains, domains } from './settings.ts';

/** Where everything listens; an offset moves all ports, so that several stacks can run side by side. */
export type Ports = Record<
  | 'router'
  | 'webhooks'
  | 'shopify'
  | 'providers'
  | 'mail'
  | 'smtp'
  | 'passwords'
  | 'google'
  | 'github'
  | 'redirects'
  | 'postgres'
  | (typeof domains)[number],
  number
>;

export function portsFor(offset: number): Ports {
  return {
    router: 4000 + offset,
    identity: 4001 + offset,
    integration: 4002 + offset,
    ai: 4003 + offset,
    data: 4004 + offset,
    analytics: 4005 + offset,
    redirects: 4011 + offset,
    webhooks: 4012 + offset,
    postgres: 4032 + offset,
    shopify: 4101 + offset,
    providers: 4102 + offset,
    mail: 4103 + offset,
    passwords: 4104 + offset,
    google: 4105 + offset,
    github: 4106 + offset,
    smtp: 4125 + offset,
  };
}

// What the simulators know; they open nothing else.
const googleRegistration = {
  GOOGLE_CLIENT_ID: 'conea-simulator.apps.googleusercontent.com',
  GOOGLE_CLIENT_SECRET: 'GOCSPX-simulator_secret_of_conea',
};
const githubRegistration = {
  GITHUB_CLIENT_ID: 'Ov23liSimulatorOfConea',
  GITHUB_CLIENT_SECRET: 'simulator_secret_of_conea_at_github',
};

export type ServiceDefinition = { name: string; main: string; readyUrl: string; environment: Record<string, string> };

const local = (port: number) => `http://127.0.0.1:${port}`;

/** The processes of the stack with their environment: the same variables that a cluster sets. */
export function defineServices(
  settings: Settings,
  ports: Ports,
  databaseUrls: Record<string, string>,
  filesDirectory: string,
  given: NodeJS.ProcessEnv,
): ServiceDefinition[] {
  const key = (domain: string): Record<string, string> => ({
    [`${domain.toUpperCase()}_ROUTER_KEYS`]: settings.routerKeys[domain] ?? '',
  });
  const issuer = { JWT_ISSUER: local(ports.router), JWT_AUDIENCE: 'conea' };
  const common = {
    PATH: given['PATH'] ?? '',
    HOME: given['HOME'] ?? '',
    LOG_LEVEL: given['LOG_LEVEL'] ?? 'info',
    HOST: '127.0.0.1',
  };
  const jwksUrl = `${local(ports.identity)}/.well-known/jwks.json`;
  const events = given['REDIS_URL']
    ? { REDIS_URL: given['REDIS_URL'] }
    : { EVENT_LOG_DATABASE_URL: databaseUrls['event_log'] ?? '' };
  const invalidationKey = { INVALIDATION_KEY: settings.invalidationKey };
  const invalidation = { INVALIDATION_URLS: `${local(ports.router)}/invalidation`, ...invalidationKey };
  const own: Record<(typeof domains)[number], Record<string, string>> = {
    identity: {
      ...{ ...issuer, SECRETS_KEY: settings.secretsKey, APP_URL: local(ports.router) },
      ...pick(given, 'BREACHED_PASSWORDS_', { BREACHED_PASSWORDS_URL: local(ports.passwords) }),
      ...pick(given, 'MAIL_', { MAIL_URL: `smtp://127.0.0.1:${ports.smtp}` }),
      ...identityProviders(ports, given),
    },
    integration: {
      SECRETS_KEY: settings.secretsKey,
      WEBHOOK_PORT: String(ports.webhooks),
      WEBHOOK_PUBLIC_URL: local(ports.webhooks),
      ...pick(given, 'SHOPIFY_', { SHOPIFY_API_BASE_URL: local(ports.shopify) }),
    },
    ai: {
      ...provider(given, 'OPENAI', `${local(ports.providers)}/v1`),
      ...provider(given, 'ANTHROPIC', `${local(ports.providers)}/v1`),
    },
    data: { FILES_DIRECTORY: filesDirectory },
    analytics: auditing(settings, join(dirname(filesDirectory), 'audit')),
  };
  const subgraphs = domains.map((name) => ({
    name,
    main: `subgraphs/${name}/src/main.ts`,
    readyUrl: `${local(ports[name])}/ready`,
    environment: {
      ...common,
      ...events,
      ...(cachedDomains.includes(name) && invalidation),
      ...key(name),
      ...own[name],
      PORT: String(ports[name]),
      INTROSPECTION_KEY: settings.introspectionKey,
      [`${name.toUpperCase()}_DATABASE_URL`]: databaseUrls[name] ?? '',
    },
  }));
  const urls: [string, string][] = domains.map((name) => [
    `${name.toUpperCase()}_SUBGRAPH_URL`,
    `${local(ports[name])}/graphql`,
  ]);
  const router = {
    ...common,
    ...issuer,
    ...invalidationKey,
    ...{ RESPONSE_CACHE: 'true', CACHE_STATUS: 'true' },
    ...Object.fromEntries(domains.flatMap((domain) => Object.entries(key(domain)))),
    ...Object.fromEntries(urls),
    PORT: String(ports.router),
    JWKS_URL: jwksUrl,
    // Everybody who works on one machine has one address.
    BUDGET_ANONYMOUS: '1000000',
    ATTEMPTS_LIMIT: '10000',
  };
  return [
    ...defineSimulators(ports, common, dirname(filesDirectory)),
    ...subgraphs,
    { name: 'router', main: 'router/src/main.ts', readyUrl: `${local(ports.router)}/ready`, environment: router },
  ];
}

function defineSimulators(ports: Ports, common: Record<string, string>, directory: string): ServiceDefinition[] {
  // The shop keeps its orders and who listens to them, as a real one would while this stack is down.
  const shopify = { ...common, SIMULATOR_STATE_FILE: join(directory, 'shopify-simulator.json') };
  return [
    simulator('shopify', ports.shopify, shopify),
    simulator('ai', ports.providers, common),
    simulator('passwords', ports.passwords, common),
    simulator('google', ports.google, { ...common, SIMULATOR_REDIRECT_URIS: callback(ports, 'google') }),
    simulator('github', ports.github, { ...common, SIMULATOR_CALLBACK_URL: callback(ports, 'github') }),
    simulator('mail', ports.mail, { ...common, SMTP_PORT: String(ports.smtp) }),
  ];
}

const auditing = ({ auditSigningKey, secretsKey }: Settings, directory: string) => ({
  SECRETS_KEY: secretsKey,
  AUDIT_SIGNING_KEY: auditSigningKey,
  AUDIT_DIRECTORY: directory,
});

const callback = ({ redirects }: Ports, provider: string) => `${local(redirects)}/oauth/${provider}/callback`;

/** The registrations that the simulators know, unless there are others. `GITHUB_` alone is a prefix of what CI sets. */
function identityProviders(ports: Ports, given: NodeJS.ProcessEnv): Record<string, string> {
  const github = { GITHUB_URL: local(ports.github), GITHUB_API_URL: local(ports.github) };
  return {
    ...{ REDIRECT_PORT: String(ports.redirects), REDIRECT_PUBLIC_URL: local(ports.redirects) },
    ...pick(given, 'GOOGLE_CLIENT_', { ...googleRegistration, GOOGLE_ISSUER_URL: local(ports.google) }),
    ...pick(given, 'GITHUB_CLIENT_', { ...githubRegistration, ...github }),
  };
}

function simulator(name: string, port: number, common: Record<string, string>): ServiceDefinition {
  const main = `simulators/src/${name}/main.ts`;
  return {
    name: `${name} simulator`,
    main,
    readyUrl: `${local(port)}/health`,
    environment: { ...common, PORT: String(port) },
  };
}

/** Variables of a vendor as they are given, so that a real account is used; otherwise those of the simulator. */
function pick(given: NodeJS.ProcessEnv, prefix: string, otherwise: Record<string, string>): Record<string, string> {
  const found = Object.entries(given).flatMap(([name, value]): [string, string][] =>
    name.startsWith(prefix) && value ? [[name, value]] : [],
  );
  return found.length > 0 ? Object.fromEntries(found) : otherwise;
}

/** The vendor's own service with a real key; the simulator, which takes any key, without one. */
function provider(given: NodeJS.ProcessEnv, vendor: string, simulatorUrl: string): Record<string, string> {
  return pick(given, `${vendor}_`, { [`${vendor}_API_KEY`]: 'simulated', [`${vendor}_BASE_URL`]: simulatorUrl });
}
