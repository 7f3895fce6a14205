import { readFile } from 'node:fs/promises';
import {
  createDataKeys,
  createEnvelope,
  createSecretBox,
  serveSubgraph,
  signRequest,
  subgraphMigrations,
} from '@conea/platform';
import type { Caller, Database, Lifecycle, RouterKey } from '@conea/platform';
import { z } from 'zod';
import { besideOf, silentLog } from '../../../../test/support/database.ts';
import { createContextFactory, type ContextParts } from '../../src/context.ts';
import { createAccountMails } from '../../src/domain/account-mails.ts';
import { dataExportLimits } from '../../src/domain/data-export.ts';
import { impersonationLimits } from '../../src/domain/impersonation.ts';
import { invitationLimits } from '../../src/domain/invitation-allowance.ts';
import { roleLimits } from '../../src/domain/role-limits.ts';
import { createFingerprint } from '../../src/domain/fingerprint.ts';
import { createRelyingParty } from '../../src/domain/relying-party.ts';
import { createVerifyApiKey } from '../../src/domain/verify-api-key.ts';
import type { FindRemoteKeys } from '../../src/domain/oauth/client-assertion.ts';
import { createRemoteKeys } from '../../src/sources/remote-keys.ts';
import { createAuthorizationServer } from '../../src/oauth/authorization-server.ts';
import { delegatedRoute } from '../../src/oauth/delegated-route.ts';
import type { Seals } from '../../src/domain/column-seal.ts';
import type { PersonalData } from '../../src/domain/personal-data.ts';
import { createPasswordHasher } from '../../src/domain/password-hasher.ts';
import { resolvers } from '../../src/resolvers/index.ts';
import { openKeys } from '../../src/open-keys.ts';
import { openBlindIndex } from '../../src/store/blind-index.ts';
import { createKeyStore } from '../../src/store/key-store.ts';
import { createApiKeyStore } from '../../src/store/api-key-store.ts';
import { revocationsRoute } from '../../src/revocations-route.ts';
import { createRevocationStore } from '../../src/store/revocation-store.ts';
import { secondFactorStore } from '../../src/store/second-factor-store.ts';
import { verifyKeyRoute } from '../../src/verify-key-route.ts';
import { wellKnownRoutes } from '../../src/well-known.ts';

const file = (path: string) => new URL(`../../${path}`, import.meta.url);

export const identityMigrations = [subgraphMigrations, file('migrations/').pathname];
export const secretsKey = Buffer.alloc(32, 7);
export const site = { id: 'example.com', origins: ['https://app.example.com', 'https://example.com'] };
export const issuer = { issuer: 'http://127.0.0.1:4000', audience: 'conea' };
// Enough to be argon2id, too little to slow the tests down.
export const cheapCost = { memory: 64, passes: 1, parallelism: 1 };

/** A clock that stands still until it is told to move. */
export function aClock(start = new Date('2026-11-24T09:30:00.500Z')) {
  let now = start;
  return {
    read: () => now,
    advance: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
  };
}

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
});

export type Answer = z.infer<typeof answer>;

export type IdentityServer = {
  url: string;
  /** Sends an operation as the router would. */
  request(query: string, variables?: object, caller?: Caller): Promise<Answer>;
  /** Whom an API key stands for, as the router asks. */
  verifyKey(key: unknown): Promise<unknown>;
  /** What the router is answered about a path that it leaves to identity. */
  http(question: object, caller?: Caller): Promise<HttpAnswer>;
  stop(): Promise<void>;
};

const httpAnswer = z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.string() });

export type HttpAnswer = z.infer<typeof httpAnswer>;

type Outside = { findRemoteKeys: FindRemoteKeys } & Pick<
  ContextParts,
  | 'mail'
  | 'resetRequests'
  | 'isBreached'
  | 'invitationLimits'
  | 'roleLimits'
  | 'impersonationLimits'
  | 'dataExportLimits'
  | 'providers'
  | 'deletionGraceDays'
  | 'platformOrganizationId'
>;

/** Nobody is mailed, and no password has leaked. */
const nobody: Outside = {
  findRemoteKeys: createRemoteKeys(),
  mail: { send: async () => undefined },
  resetRequests: { send: async () => undefined },
  isBreached: async () => false,
  ...{ invitationLimits, roleLimits, impersonationLimits, dataExportLimits },
  providers: [],
  deletionGraceDays: 30,
};

/** What seals and opens under these keys of SECRETS_KEY, the newest first. */
export function createSeals(database: Database, keys: readonly Buffer[] = [secretsKey]) {
  const box = createSecretBox(() => keys);
  const dataKeys = createDataKeys({ database: besideOf(database), box, refresh: async () => undefined });
  return { box, dataKeys, envelope: createEnvelope(dataKeys) };
}

const fingerprint = createFingerprint(secretsKey);

/** What keeps personal data, as a process of identity opens it. */
export async function openPersonalData(
  database: Database,
  seals: Seals = createSeals(database),
): Promise<PersonalData> {
  return { envelope: seals.envelope, index: await openBlindIndex(database, seals, fingerprint) };
}

/** The keys as a process of identity opens them. */
export function openTestKeys(database: Database, clock: () => Date, keys: readonly Buffer[] = [secretsKey]) {
  return openKeys({ database, seals: createSeals(database, keys), signingKeyDays: 90, clock, log: silentLog });
}

/** The identity subgraph over HTTP, as main.ts puts it together, with a clock of the test. */
export async function startIdentity(
  database: Database,
  clock: () => Date,
  outside: Partial<Outside> = {},
): Promise<IdentityServer> {
  const key: RouterKey = { id: 'test', secret: Buffer.alloc(32, 1) };
  const seals = createSeals(database);
  const { keyring } = await openKeys({ database, seals, signingKeyDays: 90, clock, log: silentLog });
  const lifecycle = aLifecycle();
  const shared = { database, keyring, clock, issuer, fingerprint, personal: await openPersonalData(database, seals) };
  const [jwksUrl, appUrl] = ['http://127.0.0.1:4001/jwks', 'https://app.example.com/'];
  const mailing = { mail: outside.mail ?? nobody.mail, mails: createAccountMails(appUrl), appUrl };
  const askSigned = async (path: string, question: object, caller = aCaller()) => {
    const body = JSON.stringify(question);
    const signature = signRequest(key, { subgraph: 'identity', method: 'POST', path, body }, caller);
    const headers = { 'content-type': 'application/json', ...signature };
    return (await fetch(url + path, { method: 'POST', headers, body })).json();
  };
  const { url } = await serveSubgraph({
    name: 'identity',
    typeDefs: await readFile(file('schema.graphql'), 'utf8'),
    resolvers,
    createContext: createContextFactory({
      ...{ ...shared, seals },
      ...{ ...nobody, ...outside, appUrl, relyingParty: createRelyingParty(site) },
      passwords: createPasswordHasher({ concurrency: 4, maxWaiting: 100 }, cheapCost),
    }),
    ...{ host: '127.0.0.1', port: 0, routerKeys: [key], lifecycle, log: silentLog },
    signedRoutes: (app) => {
      const parts = { apiKeys: createApiKeyStore(database), secondFactors: secondFactorStore, database, clock };
      verifyKeyRoute(createVerifyApiKey(parts))(app);
      revocationsRoute(createRevocationStore(database), createKeyStore(database))(app);
      delegatedRoute(
        createAuthorizationServer({ ...nobody, ...outside, ...shared, ...mailing, jwksUrl }),
        silentLog,
      )(app);
    },
    routes: wellKnownRoutes(keyring, { ...issuer, jwksUrl }),
  });
  return {
    url,
    request: async (query, variables = {}, caller = aCaller()) => {
      const body = JSON.stringify({ query, variables });
      const signature = signRequest(key, { subgraph: 'identity', method: 'POST', path: '/graphql', body }, caller);
      const headers = { 'content-type': 'application/json', ...signature };
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
      return answer.parse(await response.json());
    },
    verifyKey: (apiKey) => askSigned('/api-keys/verify', { key: apiKey }),
    http: async (question, caller) => httpAnswer.parse(await askSigned('/http', question, caller)),
    stop: () => lifecycle.stop(),
  };
}

/** A caller who is not signed in, or who is when `user` is given. */
export function aCaller({ user = null, ip = '203.0.113.9' }: { user?: Caller['user']; ip?: string } = {}): Caller {
  return { requestId: 'req_test', ip, userAgent: 'test', user };
}

function aLifecycle(): Lifecycle {
  const stops: (() => unknown)[] = [];
  return {
    signal: new AbortController().signal,
    onStop: (_name, stop) => stops.unshift(stop),
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}
