import { eventLogMigrations, signRequest, subgraphMigrations, type Caller, type RouterKey } from '@conea/platform';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { z } from 'zod';
import { createTestDatabase } from '../../../../test/support/database.ts';
import { freePort } from '../../../../test/support/postgres.ts';
import { startServer, type ServerProcess } from './process.ts';

const key: RouterKey = { id: 'test', secret: Buffer.alloc(32, 1) };
const name = 'integration';
const path = '/graphql';
const migrations = new URL('../../migrations/', import.meta.url).pathname;

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
});

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

/** The integration subgraph as a process with databases of its own; it may be killed and started again. */
export async function startSubgraph(shopifyUrl: string) {
  const [store, events] = await Promise.all([
    createTestDatabase([subgraphMigrations, migrations]),
    createTestDatabase([eventLogMigrations]),
  ]);
  const [port, webhookPort] = [await freePort(), await freePort()];
  const webhookUrl = `http://127.0.0.1:${webhookPort}`;
  const url = `http://127.0.0.1:${port}`;
  const start = () =>
    startServer(new URL('../../src/main.ts', import.meta.url), {
      PORT: String(port),
      WEBHOOK_PORT: String(webhookPort),
      WEBHOOK_PUBLIC_URL: webhookUrl,
      INTEGRATION_DATABASE_URL: store.url,
      EVENT_LOG_DATABASE_URL: events.url,
      INTEGRATION_ROUTER_KEYS: `test:${key.secret.toString('base64')}`,
      SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
      SHOPIFY_API_BASE_URL: shopifyUrl,
      SHOPIFY_INDEX_LAG_SECONDS: '0',
    });
  let server: ServerProcess = await start();
  const request = async (query: string, variables: object, caller: Caller) => {
    const body = JSON.stringify({ query, variables });
    const signature = signRequest(key, { subgraph: name, method: 'POST', path, body }, caller);
    const headers = { 'content-type': 'application/json', ...signature };
    return answer.parse(await (await fetch(url + path, { method: 'POST', headers, body })).json());
  };
  return {
    database: store.database,
    eventLogUrl: events.url,
    webhookUrl,
    request,
    /** The parsed value of one root field; errors throw. */
    ask: async <Shape extends z.ZodType>(query: string, variables: object, caller: Caller, shape: Shape) => {
      const { data, errors } = await request(query, variables, caller);
      if (errors) throw new Error(errors.map(({ extensions, message }) => `${extensions.code}: ${message}`).join());
      return shape.parse(Object.values(data ?? {})[0]);
    },
    /** Events of a subscription until `break`. */
    subscribe: (query: string, variables: Record<string, unknown>, caller: Caller) =>
      subscribe(url, query, variables, caller),
    notify: (integrationId: string, headers: Record<string, string>, body: string) =>
      fetch(`${webhookUrl}/webhooks/shopify/${integrationId}`, { method: 'POST', headers, body }),
    kill: () => server.kill('SIGKILL'),
    drain: () => server.kill('SIGTERM'),
    restart: async () => {
      server = await start();
    },
    stop: async () => {
      await server.kill('SIGTERM');
      await Promise.all([store.drop(), events.drop()]);
    },
  };
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
