import { newId, type Caller, type CallerUser } from '@conea/platform';
import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import type { ExecutionResult as RouterResult } from '../engine/result.ts';
import type { Pipeline, PlannedRequest } from '../pipeline.ts';
import { isRefusal, type Credentials, type Identify } from '../stages/identify.ts';
import { receive } from '../stages/receive.ts';
import type { Respond } from '../stages/respond.ts';

export type WebSocketOptions = {
  server: Server;
  path: string;
  schema: GraphQLSchema;
  pipeline: Pipeline;
  identify: Identify;
  /** The header, and the member of `connection_init`, that carries an API key. */
  apiKeyHeader: string;
  /** Milliseconds between two looks whether an API key still works. */
  revalidateAfter: number;
  respond: Respond;
  /** Origins of browsers that may connect; a request without an origin is no browser. */
  isOriginAllowed(origin: string | undefined, host: string | undefined): boolean;
};

const maxSubscriptions = 100;
const drainTime = 2_000;
const parameters = z.record(z.string(), z.unknown()).default({});

type Connection = { user: CallerUser | null; active: number };
type Running = { planned: PlannedRequest; caller: Caller; controller: AbortController };

/**
 * graphql-transport-ws: queries, mutations and subscriptions over one connection. The token comes in `connection_init` (or in the
 * upgrade's header); the connection closes with 4403 when it is not valid, and when it expires.
 */
export function serveWebSocket(options: WebSocketOptions): () => Promise<void> {
  const { server, path, schema, pipeline, identify, respond, isOriginAllowed } = options;
  const { apiKeyHeader, revalidateAfter } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  const connections = new WeakMap<object, Connection>();
  const operations = new WeakMap<DocumentNode, Running>();

  server.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== path) return socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    if (!isOriginAllowed(request.headers.origin, request.headers.host))
      return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
  });

  const runningOf = ({ document }: ExecutionArgs): Running => {
    const running = operations.get(document);
    if (!running) throw new Error('the operation was not planned');
    return running;
  };
  const protocol = useServer(
    {
      connectionInitWaitTimeout: 3_000,
      onConnect: async ({ connectionParams, extra }) => {
        try {
          const credentials = credentialsOf(parameters.parse(connectionParams), extra.request, apiKeyHeader);
          const user = await identify(credentials);
          connections.set(extra.socket, { user, active: 0 });
          if (user) closeAtExpiry(extra.socket, user);
          if (user && credentials.apiKey !== undefined)
            closeWhenRevoked(extra.socket, () => identify(credentials), revalidateAfter);
          return true;
        } catch {
          return false;
        }
      },
      onSubscribe: async ({ extra }, _id, payload) => {
        const connection = connections.get(extra.socket) ?? { user: null, active: 0 };
        if (connection.active >= maxSubscriptions) return [tooMany()];
        const caller = callerOf(extra.request, connection.user);
        try {
          const planned = await pipeline.plan(receive(payload), caller);
          const args = argumentsFor(schema, planned);
          operations.set(args.document, { planned, caller, controller: new AbortController() });
          connection.active++;
          return args;
        } catch (error) {
          return (respond.failure(error).result.errors ?? []).map(toGraphQLError);
        }
      },
      execute: async (args) => {
        const { planned, caller, controller } = runningOf(args);
        const result = pipeline.execute(planned, caller, controller.signal);
        return toExecutionResult(await result.catch((error: unknown) => respond.failure(error).result));
      },
      subscribe: (args) => {
        const { planned, caller, controller } = runningOf(args);
        return endingWith(pipeline.subscribe(planned, caller, controller.signal), controller, respond);
      },
      onComplete: ({ extra }) => {
        const connection = connections.get(extra.socket);
        if (connection) connection.active--;
      },
    },
    sockets,
  );
  return async () => {
    for (const client of sockets.clients) setTimeout(() => client.close(1001, 'Going away'), Math.random() * drainTime);
    await new Promise((resolve) => setTimeout(resolve, sockets.clients.size > 0 ? drainTime : 0));
    await protocol.dispose();
  };
}

/** What graphql-ws needs to tell a subscription from the rest; a document of its own stands for each operation. */
function argumentsFor(schema: GraphQLSchema, { kind }: PlannedRequest): ExecutionArgs {
  const selectionSet = { kind: Kind.SELECTION_SET, selections: [] } as const;
  return {
    schema,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [{ kind: Kind.OPERATION_DEFINITION, operation: kind, selectionSet }],
    },
  };
}

/** Ending a generator that waits for its next event would wait for it; aborting wakes it first. */
function endingWith(
  events: AsyncGenerator<RouterResult>,
  controller: AbortController,
  respond: Respond,
): AsyncIterableIterator<ExecutionResult> {
  let isOver = false;
  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => results,
    next: async () => {
      if (isOver) return { done: true, value: undefined };
      const event = await events.next().catch((error: unknown) => {
        isOver = true;
        return { done: false as const, value: respond.failure(error).result };
      });
      return event.done ? { done: true, value: undefined } : { done: false, value: toExecutionResult(event.value) };
    },
    return: async () => {
      controller.abort();
      await events.return(undefined);
      return { done: true, value: undefined };
    },
  };
  return results;
}

function toExecutionResult({ data, errors, extensions }: RouterResult): ExecutionResult {
  return {
    ...(data !== undefined && { data }),
    ...(errors && { errors: errors.map(toGraphQLError) }),
    ...(extensions && { extensions }),
  };
}

function toGraphQLError({ message, path, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
}

const tooMany = () =>
  new GraphQLError(`A connection may have ${maxSubscriptions} subscriptions.`, {
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

function closeWhenRevoked(socket: WebSocket, check: () => Promise<unknown>, interval: number): void {
  const timer = setInterval(() => {
    check().catch((error: unknown) => {
      if (isRefusal(error)) socket.close(4403, 'Key revoked');
    });
  }, interval);
  socket.once('close', () => clearInterval(timer));
}

function closeAtExpiry(socket: WebSocket, { expiresAt }: CallerUser): void {
  const timer = setTimeout(() => socket.close(4403, 'Token expired'), Math.max(0, expiresAt * 1000 - Date.now()));
  socket.once('close', () => clearTimeout(timer));
}
