import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import {
  createSourceEventStream,
  execute,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { parseCaller, type Caller } from '../caller.ts';
import type { createVerifier } from '../signature.ts';

/** The context of one execution, and what resolves once its answer may go out. */
type HeldContext = { context: object; settle: () => Promise<void> };
type ContextFactory = (caller: Caller, signal: AbortSignal, traceparent: unknown) => HeldContext;

export type SubscriptionServerOptions = {
  server: Server;
  path: string;
  schema: GraphQLSchema;
  verify: ReturnType<typeof createVerifier>;
  /** Whether a connection is one that the router may have opened. */
  isPeer(socket: Socket): boolean;
  createContext: ContextFactory;
  mask(result: ExecutionResult): FormattedExecutionResult;
};

const signed = z.object({ caller: z.string(), signature: z.string() });
const signedExtensions = z.object({ conea: signed, traceparent: z.unknown().optional() });

/**
 * Serves graphql-transport-ws to the router: the connection is signed once (CONNECT), each operation again with its own caller
 * (SUBSCRIBE), because one connection carries the subscriptions of many callers. Returns the drain: closes with 1001.
 */
export function serveSubscriptions(options: SubscriptionServerOptions): () => Promise<void> {
  const { server, path, schema, verify, isPeer, createContext, mask } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== path || !isPeer(request.socket)) return socket.destroy();
    return sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
  });

  const isSigned = async (method: string, body: string, { caller, signature }: z.infer<typeof signed>) =>
    (await verify({ method, path, body }, { 'conea-caller': caller, 'conea-signature': signature })).ok;

  const protocol = useServer(
    {
      schema,
      onConnect: async ({ connectionParams }) => {
        const parsed = signed.safeParse(connectionParams);
        return parsed.success && (await isSigned('CONNECT', '', parsed.data));
      },
      onSubscribe: async ({ extra }, _id, { query, variables, operationName, extensions }) => {
        const parsed = signedExtensions.safeParse(extensions);
        const body = JSON.stringify({ query, variables: variables ?? {}, operationName: operationName ?? undefined });
        if (parsed.success && (await isSigned('SUBSCRIBE', body, parsed.data.conea))) return undefined;
        // The errors end the operation here: closing the socket alone would let it run on.
        extra.socket.close(4403, 'Forbidden');
        return [new GraphQLError('Forbidden')];
      },
      context: (_context, _id, { extensions }) => {
        const { conea, traceparent } = signedExtensions.parse(extensions);
        const caller = parseCaller(conea.caller);
        return new SubscriptionScope((signal) => createContext(caller, signal, traceparent));
      },
      subscribe: subscribeWithFreshContext,
      onNext: (_context, _id, _payload, _args, { data, errors }) =>
        mask({ data: data ?? null, ...(errors && { errors }) }),
      onError: (_context, _id, _payload, errors) => mask({ errors: [...errors] }).errors,
    },
    sockets,
  );
  return async () => {
    for (const client of sockets.clients) client.close(1001, 'Going away');
    await protocol.dispose();
  };
}

/** One subscription: each event gets a context of its own, since a dataloader must not answer an event from an earlier one's cache. */
class SubscriptionScope {
  readonly #controller = new AbortController();
  readonly #create: (signal: AbortSignal) => HeldContext;

  constructor(create: (signal: AbortSignal) => HeldContext) {
    this.#create = create;
  }

  createContext(): HeldContext {
    return this.#create(this.#controller.signal);
  }

  end(): void {
    this.#controller.abort();
  }
}

async function subscribeWithFreshContext(
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const scope = args.contextValue;
  if (!(scope instanceof SubscriptionScope)) throw new TypeError('a subscription has a scope');
  const source = await createSourceEventStream({ ...args, contextValue: scope.createContext().context });
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const end = async (): Promise<IteratorResult<ExecutionResult>> => {
    scope.end();
    await events.return?.();
    return { done: true, value: undefined };
  };
  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => results,
    next: async () => {
      try {
        const event: IteratorResult<unknown> = await events.next();
        if (event.done) return await end();
        const { context, settle } = scope.createContext();
        const value = await execute({ ...args, rootValue: event.value, contextValue: context });
        // An event that may not be shown ends the subscription: whoever continues behind the last cursor is given it again.
        await settle();
        return { done: false, value };
      } catch (error) {
        scope.end();
        throw error;
      }
    },
    return: end,
  };
  return results;
}
