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
import type { ClientAddress } from './client-address.ts';
import type { WatchCredentials } from './credentials-watch.ts';
import { argumentsFor, toGraphQLError, toGraphQLResults } from './graphql-results.ts';
import type { Run, Running } from './running.ts';
import { openConnection, type Connection } from './websocket-connection.ts';

export type WebSocketOptions = {
  config: TransportsConfig;
  server: Server;
  path: string;
  schema: GraphQLSchema;
  pipeline: Pipeline;
  run: Run;
  identify: Identify;
  watchCredentials: WatchCredentials;
  addressOf: ClientAddress;
  /** The header, and the member of `connection_init`, that carries an API key. */
  apiKeyHeader: string;
  respond: Respond;
  /** Origins of browsers that may connect; a request without an origin is no browser. */
  isOriginAllowed(origin: string | undefined, host: string | undefined): boolean;
};

const parameters = z.record(z.string(), z.unknown()).default({});
/**
 * graphql-transport-ws: queries, mutations and subscriptions over one connection. The token comes in `connection_init` (or in the
 * upgrade's header); the connection closes with 4403 when it is not valid, and when it expires, unless a `ping` brought a fresh one.
 */
export function serveWebSocket(options: WebSocketOptions): () => Promise<void> {
  const { config, schema, pipeline, run, identify, watchCredentials, addressOf, respond, apiKeyHeader } = options;
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
          const credentials = credentialsOf({ ...request.headers, ...namesOf(connectionParams) }, apiKeyHeader);
          connections.set(socket, await openConnection(socket, credentials, { identify, watchCredentials }));
          return true;
        } catch {
          return false;
        }
      },
      onPing: async ({ extra: { socket } }, payload) => {
        try {
          const credentials = credentialsOf(namesOf(payload), apiKeyHeader);
          const isRenewal = credentials.authorization !== undefined || credentials.apiKey !== undefined;
          if (isRenewal) await connections.get(socket)?.renew(credentials);
        } catch {
          socket.close(4403, 'Forbidden');
        }
      },
      onSubscribe: async ({ extra }, _id, payload) => {
        const connection = connections.get(extra.socket);
        if (!connection) throw new Error('the connection was not opened');
        if (connection.active >= maxOperations) return [tooMany(maxOperations)];
        // Counted before it is planned: a burst would pass otherwise.
        connection.active++;
        const caller = callerOf(extra.request, connection.user(), addressOf);
        try {
          const planned = await pipeline.plan(receive(payload, clientNameOf(extra.request.headers)), caller);
          const args = argumentsFor(schema, planned.kind);
          operations.set(args.document, run(planned, caller));
          return args;
        } catch (error) {
          connection.active--;
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

function callerOf(request: IncomingMessage, user: CallerUser | null, addressOf: ClientAddress): Caller {
  const userAgent = request.headers['user-agent']?.slice(0, 512) ?? null;
  return { requestId: newId('req'), ip: addressOf(request), userAgent, user };
}

/** What a client sent in a message, where names may have any case. */
function namesOf(payload: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters.parse(payload)).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function credentialsOf(sent: Record<string, unknown>, apiKeyHeader: string): Credentials {
  const textOf = (name: string) => z.string().optional().parse(sent[name]);
  return { authorization: textOf('authorization'), apiKey: textOf(apiKeyHeader) };
}
