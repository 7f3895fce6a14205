import { newId, type Caller, type CallerUser } from '@conea/platform';
import { GraphQLError, type DocumentNode, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { TransportsConfig } from '../config/transports.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Credentials, Identify } from '../stages/identify.ts';
import { clientNameOf, receive } from '../stages/receive.ts';
import type { Respond } from '../stages/respond.ts';
import type { CredentialsEnd, WatchCredentials } from './credentials-watch.ts';
import { argumentsFor, toGraphQLError, toGraphQLResults } from './graphql-results.ts';
import type { Run, Running } from './running.ts';

export type WebSocketOptions = {
  config: TransportsConfig;
  server: Server;
  path: string;
  schema: GraphQLSchema;
  pipeline: Pipeline;
  run: Run;
  identify: Identify;
  watchCredentials: WatchCredentials;
  /** The header, and the member of `connection_init`, that carries an API key. */
  apiKeyHeader: string;
  respond: Respond;
  /** Origins of browsers that may connect; a request without an origin is no browser. */
  isOriginAllowed(origin: string | undefined, host: string | undefined): boolean;
};

const parameters = z.record(z.string(), z.unknown()).default({});
const closeReasons = { expired: 'Token expired', revoked: 'Key revoked' } as const satisfies Record<
  CredentialsEnd,
  string
>;

type Connection = { user: CallerUser | null; active: number };

/**
 * graphql-transport-ws: queries, mutations and subscriptions over one connection. The token comes in `connection_init` (or in the
 * upgrade's header); the connection closes with 4403 when it is not valid, and when it expires.
 */
export function serveWebSocket(options: WebSocketOptions): () => Promise<void> {
  const { config, schema, pipeline, run, identify, watchCredentials, respond, apiKeyHeader } = options;
  const { init_timeout: connectionInitWaitTimeout, max_operations: maxOperations } = config.websocket;
  const sockets = acceptUpgrades(options);
  const connections = new WeakMap<object, Connection>();
  const operations = new WeakMap<DocumentNode, Running>();

  const operate = ({ document }: ExecutionArgs) => {
    const running = operations.get(document);
    if (!running) throw new Error('the operation was not planned');
    return toGraphQLResults(running);
  };
  const protocol = useServer(
    {
      connectionInitWaitTimeout,
      onConnect: async ({ connectionParams, extra: { request, socket } }) => {
        try {
          const credentials = credentialsOf(parameters.parse(connectionParams), request, apiKeyHeader);
          const user = await identify(credentials);
          connections.set(socket, { user, active: 0 });
          const unwatch = watchCredentials(credentials, user, (reason) => socket.close(4403, closeReasons[reason]));
          socket.once('close', unwatch);
          return true;
        } catch {
          return false;
        }
      },
      onSubscribe: async ({ extra }, _id, payload) => {
        const connection = connections.get(extra.socket) ?? { user: null, active: 0 };
        if (connection.active >= maxOperations) return [tooMany(maxOperations)];
        const caller = callerOf(extra.request, connection.user);
        try {
          const planned = await pipeline.plan(receive(payload, clientNameOf(extra.request.headers)), caller);
          const args = argumentsFor(schema, planned.kind);
          operations.set(args.document, run(planned, caller));
          connection.active++;
          return args;
        } catch (error) {
          return (respond.failure(error).result.errors ?? []).map(toGraphQLError);
        }
      },
      execute: operate,
      subscribe: operate,
      onComplete: ({ extra }) => {
        const connection = connections.get(extra.socket);
        if (connection) connection.active--;
      },
    },
    sockets,
    config.heartbeat_interval,
  );
  return async () => {
    const time = sockets.clients.size > 0 ? config.drain_time : 0;
    for (const client of sockets.clients) setTimeout(() => client.close(1001, 'Going away'), Math.random() * time);
    await new Promise((resolve) => setTimeout(resolve, time));
    await protocol.dispose();
  };
}

function acceptUpgrades({ config, server, path, isOriginAllowed }: WebSocketOptions): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: config.websocket.max_message_bytes });
  server.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== path) return socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    if (!isOriginAllowed(request.headers.origin, request.headers.host))
      return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
  });
  return sockets;
}

const tooMany = (maxOperations: number) =>
  new GraphQLError(`A connection may have ${maxOperations} operations.`, {
    extensions: { code: 'SUBSCRIPTION_MAX_LIMIT' },
  });

function callerOf(request: IncomingMessage, user: CallerUser | null): Caller {
  const userAgent = request.headers['user-agent']?.slice(0, 512) ?? null;
  return { requestId: newId('req'), ip: request.socket.remoteAddress ?? null, userAgent, user };
}

/** From `connection_init`, where names may have any case, or else from the headers of the upgrade. */
function credentialsOf(sent: Record<string, unknown>, { headers }: IncomingMessage, apiKeyHeader: string): Credentials {
  const all = {
    ...headers,
    ...Object.fromEntries(Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value])),
  };
  const textOf = (name: string) => z.string().optional().parse(all[name]);
  return { authorization: textOf('authorization'), apiKey: textOf(apiKeyHeader) };
}
