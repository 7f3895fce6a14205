import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventLogMigrations, signRequest, subgraphMigrations, type Caller, type RouterKey } from '@conea/platform';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { z } from 'zod';
import { createTestDatabase } from '../../../../test/support/database.ts';
import { startProcess, type RunningProcess } from '../../../../test/support/processes.ts';

const key: RouterKey = { id: 'test', secret: Buffer.alloc(32, 1) };
const name = 'data';
const path = '/graphql';
const file = (relative: string) => new URL(`../../${relative}`, import.meta.url).pathname;

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
});

export type Answer = z.infer<typeof answer>;

/** A user of an organization with these scopes. */
export function aCaller(
  organizationId: string,
  scopes: readonly string[] = ['read:own_data', 'write:own_data'],
): Caller {
  const user = { id: 'usr_test', organizationId, role: 'user' as const, scopes, sessionId: 'ses_test', expiresAt: 4e9 };
  return { requestId: 'req_test', ip: '203.0.113.9', userAgent: 'test', user };
}

/** An id of an organization of its own. */
export const anOrganization = () => `org_${crypto.randomUUID().replaceAll('-', '')}`;

export type Subgraph = Awaited<ReturnType<typeof startSubgraph>>;

/** The data subgraph as a process with databases and files of its own; it may be killed and started again. */
export async function startSubgraph(environment: Record<string, string> = {}) {
  const [store, events] = await Promise.all([
    createTestDatabase([subgraphMigrations, file('migrations/')]),
    createTestDatabase([eventLogMigrations]),
  ]);
  const directory = mkdtempSync(join(tmpdir(), 'conea-data-'));
  const start = async () => {
    const started = startProcess(['--disable-warning=ExperimentalWarning', file('src/main.ts')], {
      PORT: '0',
      DATA_DATABASE_URL: store.url,
      EVENT_LOG_DATABASE_URL: events.url,
      DATA_ROUTER_KEYS: `test:${key.secret.toString('base64')}`,
      FILES_DIRECTORY: directory,
      ...environment,
    });
    await started.waitFor('"msg":"listening"');
    return { process: started, url: listeningUrl(started) };
  };
  let server = await start();
  const request = async (query: string, variables: object, caller: Caller) => {
    const body = JSON.stringify({ query, variables });
    const signature = signRequest(key, { subgraph: name, method: 'POST', path, body }, caller);
    const headers = { 'content-type': 'application/json', ...signature };
    return answer.parse(await (await fetch(server.url + path, { method: 'POST', headers, body })).json());
  };
  return {
    database: store.database,
    directory,
    request,
    pid: () => server.process.pid,
    output: () => server.process.output(),
    /** The parsed value of one root field; errors throw. */
    ask: async <Shape extends z.ZodType>(query: string, variables: object, caller: Caller, shape: Shape) => {
      const { data, errors } = await request(query, variables, caller);
      if (errors) throw new Error(errors.map(({ extensions, message }) => `${extensions.code}: ${message}`).join());
      return shape.parse(Object.values(data ?? {})[0]);
    },
    subscribe: (query: string, variables: Record<string, unknown>, caller: Caller) =>
      subscribe(server.url, query, variables, caller),
    kill: (signal: NodeJS.Signals) => server.process.end(signal),
    restart: async () => {
      server = await start();
    },
    stop: async () => {
      await server.process.end('SIGTERM');
      await Promise.all([store.drop(), events.drop()]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function listeningUrl(process: RunningProcess): string {
  const found = /"url":"(http:[^"]+)","msg":"listening"/.exec(process.output())?.[1];
  if (found === undefined) throw new Error('the server does not say where it listens');
  return found;
}

async function* subscribe(url: string, query: string, variables: Record<string, unknown>, caller: Caller) {
  const sign = (method: string, body: string) => {
    const signed = signRequest(key, { subgraph: name, method, path, body }, caller);
    return { caller: signed['conea-caller'], signature: signed['conea-signature'] };
  };
  const client = createClient({
    url: url.replace('http', 'ws') + path,
    webSocketImpl: WebSocket,
    connectionParams: () => sign('CONNECT', ''),
    retryAttempts: 0,
  });
  try {
    const extensions = { conea: sign('SUBSCRIBE', JSON.stringify({ query, variables })) };
    for await (const event of client.iterate({ query, variables, extensions })) {
      const { data, errors } = answer.parse(event);
      if (errors) throw new Error(errors.map(({ extensions: { code } }) => code).join());
      yield Object.values(data ?? {})[0];
    }
  } finally {
    await client.dispose();
  }
}
