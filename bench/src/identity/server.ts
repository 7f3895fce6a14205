import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { eventLogMigrations, signRequest, type Caller, type RouterKey } from '@conea/platform';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { BenchPostgres } from '../postgres.ts';

const port = 4_991;
const main = fileURLToPath(new URL('../../../subgraphs/identity/src/main.ts', import.meta.url));
const issuer = { JWT_ISSUER: 'http://127.0.0.1:4000', JWT_AUDIENCE: 'conea' };
const startTimeout = 60_000;

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});
const claims = z.object({ sub: z.string(), org: z.string(), sid: z.string(), scope: z.string(), exp: z.number() });

export const nobody: Caller = { requestId: 'req_bench', ip: '192.0.2.1', userAgent: 'bench', user: null };

/** The caller that the router makes of an access token. */
export function callerOf(accessToken: string): Caller {
  const { sub, org, sid, scope, exp } = claims.parse(decodeJwt(accessToken));
  const user = { id: sub, organizationId: org, role: 'admin' as const, scopes: scope.split(' '), sessionId: sid };
  return { ...nobody, user: { ...user, expiresAt: exp } };
}

/** identity as it is deployed, with a database and an event log in this PostgreSQL; its mails go nowhere. */
export async function startIdentity(postgres: BenchPostgres) {
  const key: RouterKey = { id: 'bench', secret: randomBytes(32) };
  const env = {
    ...{ PATH: process.env['PATH'], LOG_LEVEL: 'error', PORT: String(port), REDIRECT_PORT: '0', ...issuer },
    IDENTITY_DATABASE_URL: (await postgres.open('identity', [])).url,
    EVENT_LOG_DATABASE_URL: (await postgres.open('event_log', [eventLogMigrations])).url,
    IDENTITY_ROUTER_KEYS: `${key.id}:${key.secret.toString('base64')}`,
    SECRETS_KEY: randomBytes(32).toString('base64'),
    BREACHED_PASSWORDS_URL: '',
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  const end = Date.now() + startTimeout;
  while (!(await isReady(url))) {
    if (Date.now() > end || child.exitCode !== null) throw new Error('identity does not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const postSigned = async (path: string, question: object, caller: Caller): Promise<unknown> => {
    const body = JSON.stringify(question);
    const signature = signRequest(key, { subgraph: 'identity', method: 'POST', path, body }, caller);
    const headers = { 'content-type': 'application/json', ...signature };
    return (await fetch(url + path, { method: 'POST', headers, body })).json();
  };
  return {
    ...{ url, key, ...issuer },
    /** Whom an API key stands for, as the router asks. */
    verifyKey: (apiKey: string) => postSigned('/api-keys/verify', { key: apiKey }, nobody),
    /** Sends an operation as the router does; throws for an error. */
    ask: async (query: string, input: object, caller = nobody): Promise<unknown> => {
      const { data, errors } = answer.parse(await postSigned('/graphql', { query, variables: { input } }, caller));
      if (errors) throw new Error(errors.map(({ message }) => message).join());
      return data;
    },
    stop: () => child.kill('SIGKILL'),
  };
}

export type BenchIdentity = Awaited<ReturnType<typeof startIdentity>>;

const isReady = (url: string) =>
  fetch(`${url}/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
