import { newRandomId } from '@conea/platform';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { keepLongNumber } from '../engine/long-numbers.ts';
import type { Graphs } from '../graph/graphs.ts';
import type { PickedHeaders, PickHeaders } from '../headers/picked-headers.ts';
import { formatOf } from '../incremental/format.ts';
import type { Pipeline } from '../pipeline.ts';
import { invalidCredentials, isRefusal, type Credentials, type Identify } from '../stages/identify.ts';
import { clientNameOf, clientVersionOf, receive } from '../stages/receive.ts';
import type { Respond } from '../stages/respond.ts';
import type { WatchOperation } from '../telemetry/operation-watch.ts';
import type { ClientAddress } from './client-address.ts';
import type { WatchCredentials } from './credentials-watch.ts';
import { documents, toGraphQLError, toGraphQLResults } from './graphql-results.ts';
import type { Run } from './running.ts';
import { acceptUpgrades, type UpgradeOptions } from './upgrade.ts';
import { begin, createConnections, finish, type Connection } from './websocket-connection.ts';
import { speakWebSocketProtocol } from './websocket-protocol.ts';

export type WebSocketOptions = Omit<UpgradeOptions, 'onUpgrade'> & {
  graphs: Graphs;
  pipeline: Pipeline;
  run: Run;
  identify: Identify;
  watchCredentials: WatchCredentials;
  addressOf: ClientAddress;
  /** The header, and the member of `connection_init`, that carries an API key. */
  apiKeyHeader: string;
  pickHeaders: PickHeaders;
  respond: Respond;
  watchOperation: WatchOperation;
  /** Called with how many connections there are. */
  onOpen(count: () => number): void;
};

const parameters = z.record(z.string(), z.unknown()).nullish();

/**
 * graphql-transport-ws: queries, mutations and subscriptions over one connection. The token comes in `connection_init` (or in the
 * upgrade's header); the connection closes with 4403 when it is not valid, and when it expires, unless a `ping` brought a fresh one.
 */
export function serveWebSocket(options: WebSocketOptions): () => Promise<void> {
  const { config, graphs, pipeline, run, respond, apiKeyHeader, shedding, watchOperation, pickHeaders } = options;
  const { init_timeout: connectionInitWaitTimeout, max_operations: maxOperations } = config.websocket;
  const connections = createConnections(options);
  const protocol = speakWebSocketProtocol<SocketClient>({
    heartbeatInterval: config.heartbeat_interval,
    // Logged there.
    onFault: (error) => void respond.failure(error),
    server: {
      connectionInitWaitTimeout,
      jsonMessageReviver: keepLongNumber,
      onConnect: async ({ connectionParams, extra: client }) => {
        const { socket } = client;
        try {
          const named = namesOf(connectionParams);
          const format = formatOf((name) => named[name]);
          client.headers = pickHeaders(Object.fromEntries(client.headers), named);
          const credentials = credentialsOf({ ...client.credentials, ...named }, apiKeyHeader);
          client.credentials = null;
          client.connection = await connections.open(socket, credentials, { format, ip: client.ip });
          return true;
        } catch (error) {
          closeFor(socket, error);
          return false;
        }
      },
      onPing: async ({ extra: { socket, connection, ip } }, payload) => {
        try {
          const credentials = credentialsOf(namesOf(payload), apiKeyHeader);
          const isRenewal = credentials.authorization !== undefined || credentials.apiKey !== undefined;
          if (isRenewal && connection) await connections.renew(connection, credentials, ip);
        } catch (error) {
          closeFor(socket, error);
        }
      },
      onSubscribe: async ({ extra: client }, id, payload) => {
        const { connection, name: clientName, version: clientVersion, ip, userAgent } = client;
        if (!connection) throw new Error('the connection was not opened');
        if (connection.active >= maxOperations) return [tooMany(maxOperations)];
        const caller = { requestId: newRandomId('req'), ip, userAgent, user: connection.user };
        const watch = watchOperation({ extensions: payload.extensions, caller, clientName, clientVersion });
        // Counted before it is planned: many may come at once.
        connection.active++;
        try {
          begin(connection, id, shedding.admit());
          return await watch.run(async () => {
            const request = receive(payload, clientName, client.headers);
            const planned = await pipeline.plan(request, caller, { format: connection.format });
            const running = watch.follow(run(planned, caller));
            if (planned.kind === 'subscription') finish(connection, id);
            const { schema } = graphs.current();
            return { schema, document: documents[planned.kind], contextValue: toGraphQLResults(running) };
          });
        } catch (error) {
          connection.active--;
          finish(connection, id);
          const { errors = [] } = respond.failure(error).result;
          watch.refuse(error, errors);
          return errors.map(toGraphQLError);
        }
      },
      execute: resultsOf,
      subscribe: resultsOf,
      onComplete: ({ extra: { connection } }, id) => {
        if (!connection) return;
        connection.active--;
        finish(connection, id);
      },
      onClose: ({ extra: { connection } }) => connection?.unwatch(),
    },
  });
  const { sockets, drain } = acceptUpgrades({
    ...options,
    onUpgrade: (socket, request) => protocol.serve(clientOf(socket, request, options)),
  });
  options.onOpen(() => sockets.clients.size);
  return async () => {
    await drain();
    await new Promise<void>((resolve) => sockets.close(() => resolve()));
    protocol.stop();
  };
}

/** What `onSubscribe` started. */
function resultsOf({ contextValue }: { contextValue?: unknown }): Results {
  if (!isResults(contextValue)) throw new Error('the operation was not planned');
  return contextValue;
}

type Results = AsyncIterableIterator<ExecutionResult>;

const isResults = (value: unknown): value is Results =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Credentials that cannot be checked now are worth another try. */
function closeFor(socket: WebSocket, error: unknown): void {
  if (isRefusal(error)) socket.close(4403, 'Forbidden');
  else socket.close(1013, 'Try again later');
}

const tooMany = (maxOperations: number) =>
  new GraphQLError(`A connection may have ${maxOperations} operations.`, {
    extensions: { code: 'SUBSCRIPTION_MAX_LIMIT' },
  });

/** Who connected: what is kept of the upgrade, and the connection once it is opened. */
type SocketClient = {
  socket: WebSocket;
  connection: Connection | null;
  ip: string | null;
  userAgent: string | null;
  name: string | undefined;
  version: string | undefined;
  /** Those of the headers, until `connection_init` comes: its members go before them. */
  credentials: Record<string, unknown> | null;
  /** Of the upgrade and of `connection_init`: subgraphs may get them. */
  headers: PickedHeaders;
};

function clientOf(socket: WebSocket, request: IncomingMessage, options: WebSocketOptions): SocketClient {
  const { apiKeyHeader, addressOf, pickHeaders } = options;
  const { headers } = request;
  const names = ['authorization', apiKeyHeader].filter((name) => headers[name] !== undefined);
  return {
    ...{ socket, connection: null },
    ip: addressOf(request),
    userAgent: headers['user-agent']?.slice(0, 512) ?? null,
    name: clientNameOf(headers),
    version: clientVersionOf(headers),
    credentials: Object.fromEntries(names.map((name) => [name, headers[name]])),
    headers: pickHeaders(headers),
  };
}

/** What a client sent in a message, where names may have any case. */
function namesOf(payload: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters.parse(payload) ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function credentialsOf(sent: Record<string, unknown>, apiKeyHeader: string): Credentials {
  const textOf = (name: string) => {
    const text = z.string().optional().safeParse(sent[name]);
    if (!text.success) throw invalidCredentials();
    return text.data;
  };
  return { authorization: textOf('authorization'), apiKey: textOf(apiKeyHeader) };
}
