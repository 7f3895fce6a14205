import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createTestDatabase } from '../../../../test/support/database.ts';
import { startProcess, type RunningProcess } from '../../../../test/support/processes.ts';
import { until } from '../../../../test/support/until.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

const ready = (url: string) =>
  until(`${url} is ready`, async () => (await fetch(`${url}/ready`)).status === 200, 60_000);

/** The real processes of identity, on a database of its own, and of routers before it. */
export async function startRouterAndIdentity() {
  const [own, events] = [await createTestDatabase([]), await createTestDatabase([])];
  const identityPort = await freePort();
  const identityUrl = `http://127.0.0.1:${identityPort}`;
  const keys = { IDENTITY_ROUTER_KEYS: `k1:${randomBytes(32).toString('base64')}` };
  const common = { HOST: '127.0.0.1', LOG_LEVEL: 'warn', JWT_ISSUER: 'http://127.0.0.1:4000', ...keys };
  /** What `npm run keys` needs. */
  const keeper = { IDENTITY_DATABASE_URL: own.url, SECRETS_KEY: Buffer.alloc(32, 7).toString('base64') };
  const running: RunningProcess[] = [];
  const start = async (main: string, port: number, environment: Record<string, string>) => {
    const started = startProcess([main], { ...common, PORT: String(port), ...environment });
    running.push(started);
    await ready(`http://127.0.0.1:${port}`);
    return started;
  };
  const startIdentity = () =>
    start('subgraphs/identity/src/main.ts', identityPort, {
      ...keeper,
      EVENT_LOG_DATABASE_URL: events.url,
    });
  let identity = await startIdentity();
  return {
    identityUrl,
    database: own.database,
    /** Runs `npm run keys`; answers what it printed. */
    keys: async (...args: string[]) => {
      const program = startProcess(['scripts/keys.ts', ...args], keeper);
      return { exitCode: await program.exited, output: program.output() };
    },
    /** Answers the URL of its endpoint. */
    startRouter: async () => {
      const port = await freePort();
      await start('router/src/main.ts', port, {
        ...{ JWKS_URL: `${identityUrl}/.well-known/jwks.json`, IDENTITY_SUBGRAPH_URL: `${identityUrl}/graphql` },
        ATTEMPTS_LIMIT: '10000',
      });
      return `http://127.0.0.1:${port}/graphql`;
    },
    killIdentity: () => identity.end('SIGKILL'),
    restartIdentity: async () => {
      identity = await startIdentity();
    },
    stop: async () => {
      await Promise.all(running.map((started) => started.end('SIGKILL')));
      await Promise.all([own.drop(), events.drop()]);
    },
  };
}
