import { newRandomId } from '@conea/platform';
import { GraphQLError, type DocumentNode, type ExecutionArgs } from 'graphql';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { z } from 'zod';
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
import { argumentsFor, toGraphQLError, toGraphQLResults } from './graphql-results.ts';
import type { Run, Running } from './running.ts';
import { acceptUpgrades, type UpgradeOptions } from './upgrade.ts';
import { openConnection, type Connection } from './websocket-connection.ts';
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
  const { config, graphs, pipeline, run, identify, watchCredentials, respond, apiKeyHeader, shedding } = options;
  const { watchOperation, pickHeaders } = options;
  const { init_timeout: connectionInitWaitTimeout, max_operations: maxOperations } = config.websocket;
  const clients = new WeakMap<WebSocket, SocketClient>();
  const onUpgrade: UpgradeOptions['onUpgrade'] = (socket, request) =>
    void clients.set(socket, clientOf(request, options));
  const { sockets, drain } = acceptUpgrades({ ...options, onUpgrade });
  options.onOpen(() => sockets.clients.size);
  const connections = new WeakMap<object, Connection>();
  const operations = new WeakMap<DocumentNode, Running>();

  const operate = createOperate(operations);
  const stop = speakWebSocketProtocol({
    sockets,
    heartbeatInterval: config.heartbeat_interval,
    // Logged there.
    onFault: (error) => void respond.failure(error),
    server: {
      connectionInitWaitTimeout,
      onConnect: async ({ connectionParams, extra: { socket } }) => {
        try {
          const client = clients.get(socket);
          const named = namesOf(connectionParams);
          const format = formatOf((name) => named[name]);
          const sent = { ...client?.credentials, ...named };
          if (client) client.headers = pickHeaders(Object.fromEntries(client.headers), named);
          const credentials = credentialsOf(sent, apiKeyHeader);
          connections.set(socket, await openConnection(socket, credentials, { identify, watchCredentials, format }));
          return true;
        } catch (error) {
          closeFor(socket, error);
          return false;
        }
      },
      onPing: async ({ extra: { socket } }, payload) => {
        await renew(connections.get(socket), payload, apiKeyHeader).catch((error: unknown) => closeFor(socket, error));
      },
      onSubscribe: async ({ extra }, id, payload) => {
        const connection = connections.get(extra.socket);
        const client = clients.get(extra.socket);
        if (!connection || !client) throw new Error('the connection was not opened');
        if (connection.active >= maxOperations) return [tooMany(maxOperations)];
        const { name: clientName, version: clientVersion, ip, userAgent } = client;
        const caller = { requestId: newRandomId('req'), ip, userAgent, user: connection.user() };
        const watch = watchOperation({ extensions: payload.extensions, caller, clientName, clientVersion });
        // Counted before it is planned: many may come at once.
        connection.active++;
        try {
          connection.inFlight.set(id, shedding.admit());
          return await watch.run(async () => {
            const request = receive(payload, clientName, client.headers);
            const planned = await pipeline.plan(request, caller, { format: connection.format });
            const args = argumentsFor(graphs.current().schema, planned.kind);
            operations.set(args.document, watch.follow(run(planned, caller)));
            if (planned.kind === 'subscription') finish(connection, id);
            return args;
          });
        } catch (error) {
          connection.active--;
          finish(connection, id);
          const { errors = [] } = respond.failure(error).result;
          watch.refuse(error, errors);
          return errors.map(toGraphQLError);
        }
      },
      execute: operate,
      subscribe: operate,
      onComplete: ({ extra }, id) => {
        const connection = connections.get(extra.socket);
        if (!connection) return;
        connection.active--;
        finish(connection, id);
      },
    },
  });
  return async () => {
    await drain();
    await stop();
  };
}

/** A ping may bring fresh credentials. */
async function renew(connection: Connection | undefined, payload: unknown, apiKeyHeader: string): Promise<void> {
  const credentials = credentialsOf(namesOf(payload), apiKeyHeader);
  const isRenewal = credentials.authorization !== undefined || credentials.apiKey !== undefined;
  if (isRenewal) await connection?.renew(credentials);
}

/** An operation is no longer in flight, while a subscription goes on. */
function finish({ inFlight }: Connection, id: string): void {
  inFlight.get(id)?.();
  inFlight.delete(id);
}

function createOperate(operations: WeakMap<DocumentNode, Running>) {
  return ({ document }: ExecutionArgs) => {
    const running = operations.get(document);
    if (!running) throw new Error('the operation was not planned');
    return toGraphQLResults(running);
  };
}

/** Credentials that cannot be checked now are worth another try. */
function closeFor(socket: WebSocket, error: unknown): void {
  if (isRefusal(error)) socket.close(4403, 'Forbidden');
  else socket.close(1013, 'Try again later');
}

const tooMany = (maxOperations: number) =>
  new GraphQLError(`A connection may have ${maxOperations} operations.`, {
    extensions: { code: 'SUBSCRIPTION_MAX_LIMIT' },
  });

/** What is kept of an upgrade. */
type SocketClient = {
  ip: string | null;
  userAgent: string | null;
  name: string | undefined;
  version: string | undefined;
  /** Those of the headers; a member of `connection_init` goes before them. */
  credentials: Record<string, unknown>;
  /** Of the upgrade and of `connection_init`: subgraphs may get them. */
  headers: PickedHeaders;
};

function clientOf(request: IncomingMessage, { apiKeyHeader, addressOf, pickHeaders }: WebSocketOptions): SocketClient {
  const { headers } = request;
  const names = ['authorization', apiKeyHeader].filter((name) => headers[name] !== undefined);
  return {
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
