import {
  createDatabase,
  createJobQueue,
  createListener,
  createMutations,
  serveSubgraph,
  signRequest,
  subgraphMigrations,
  type Caller,
  type Lifecycle,
  type RouterKey,
} from '@conea/platform';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../../test/support/database.ts';
import { freePort } from '../../../../test/support/postgres.ts';
import { until } from '../../../../test/support/until.ts';
import { resolvers } from '../../src/resolvers/index.ts';
import { startAi } from '../../src/start.ts';

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const key: RouterKey = { id: 'test', secret: Buffer.alloc(32, 1) };

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
});

/** Starts the simulator of the providers as a process of its own. */
export async function startProviders() {
  const port = await freePort();
  const main = fileURLToPath(new URL('../../../../simulators/src/ai/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: { PORT: String(port), SIMULATOR_CHUNK_GAP_MS: '5' },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  await until('the simulator answers', async () => (await fetch(`${url}/health`)).ok);
  const json = { 'content-type': 'application/json' };
  return {
    url,
    fault: (model: string, fault: object) =>
      fetch(`${url}/simulator/faults`, { method: 'POST', headers: json, body: JSON.stringify({ model, fault }) }),
    reset: () => fetch(`${url}/simulator/faults`, { method: 'DELETE' }),
    attempts: async () =>
      z.record(z.string(), z.number()).parse(await (await fetch(`${url}/simulator/attempts`)).json()),
    stop: () => child.kill('SIGKILL'),
  };
}

/** A process of the AI subgraph over its own database: `crash` leaves everything as a killed process would. */
export async function startAiServer(providersUrl: string, given?: TestDatabase) {
  const test = given ?? (await createTestDatabase([subgraphMigrations, file('migrations/')]));
  const { url: databaseUrl } = test;
  const database = createDatabase({ url: databaseUrl, name: 'ai', log: silentLog });
  const stops: (() => unknown)[] = [];
  const lifecycle: Lifecycle = {
    signal: new AbortController().signal,
    onStop: (_, stop) => stops.unshift(stop),
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
  const listener = createListener(databaseUrl, silentLog);
  const jobs = await createJobQueue(databaseUrl, silentLog);
  lifecycle.onStop('database', () => database.close());
  lifecycle.onStop('listener', () => listener.close());
  lifecycle.onStop('jobs', () => jobs.stop(5_000));
  const vendor = { apiKey: 'test', baseURL: `${providersUrl}/v1` };
  const mutate = createMutations(database, 'ai');
  const createContext = await startAi({
    ...{ database, listener, jobs, mutate, log: silentLog },
    ...{ keys: { openai: vendor, anthropic: vendor }, concurrency: 8 },
  });
  const { url } = await serveSubgraph({
    ...{ name: 'ai', typeDefs: await readFile(file('schema.graphql'), 'utf8'), resolvers, createContext },
    ...{ host: '127.0.0.1', port: 0, routerKeys: [key], lifecycle, log: silentLog },
  });
  const request = async (query: string, variables: object = {}, caller = aCaller()) => {
    const body = JSON.stringify({ query, variables });
    const headers = signRequest(key, { subgraph: 'ai', method: 'POST', path: '/graphql', body }, caller);
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    return answer.parse(await response.json());
  };
  const follow = (chatId: string, after: string | null, signal: AbortSignal) =>
    createContext({ caller: aCaller(), signal, log: silentLog, beforeAnswer: () => undefined }).follow(
      chatId,
      after,
      signal,
    );
  return { test, database: test.database, request, follow, stop: () => lifecycle.stop() };
}

export type AiServer = Awaited<ReturnType<typeof startAiServer>>;

const usual = ['read:own_data', 'write:own_data', 'execute:ai_requests'];

export function aCaller({
  id = 'usr_1',
  organizationId = 'org_1',
  role = 'user' as const,
  scopes = usual,
} = {}): Caller {
  const user = { id, organizationId, role, scopes, sessionId: 'ses_1', expiresAt: Date.now() / 1000 + 3600 };
  return { requestId: 'req_test', ip: null, userAgent: null, user };
}
