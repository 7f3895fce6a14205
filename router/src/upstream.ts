import { signRequest, type Caller } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import { Agent } from 'node:https';
import { createClient, type Client, type FormattedExecutionResult, type Sink } from 'graphql-ws';
import WebSocket from 'ws';
import { keepLongNumber } from './engine/long-numbers.ts';
import { isObject, type JsonObject } from './engine/result.ts';
import type { SubgraphTarget } from './subgraphs.ts';
import type { SubgraphTls } from './traffic/subgraph-tls.ts';
import { readError } from './traffic/subgraph-error.ts';

export type UpstreamPayload = {
  query: string;
  operationName: string | undefined;
  variables: JsonObject;
  /** They stand in the `extensions`: one connection carries the subscriptions of many clients. */
  headers: Readonly<Record<string, string>>;
};
export type UpstreamEvent = { data: JsonObject | null; errors: GraphQLFormattedError[] };

/** The subgraph refused the subscription itself; trying again would not help. The errors are for clients. */
export class SubscriptionRefused extends Error {
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super('subscription refused');
    this.errors = errors;
  }
}

/** Subscriptions to subgraphs: one graphql-transport-ws connection for each, whatever the number of callers. */
export type Upstream = {
  /** Ends when the subgraph completes; rejects with `SubscriptionRefused`, or with anything else when the connection was lost. */
  subscribe(
    target: SubgraphTarget,
    payload: UpstreamPayload,
    caller: Caller,
    signal: AbortSignal,
  ): AsyncGenerator<UpstreamEvent>;
  close(): Promise<void>;
};

/** Whoever subscribed passes events on at once: only a burst within one turn of the event loop waits here. */
const queueCapacity = 10_000;

export type UpstreamOptions = {
  heartbeatInterval: number;
  heartbeatTimeout: number;
  /** What else a subgraph is told with a subscription, in its `extensions`. */
  extensionsNow(): Readonly<Record<string, string>>;
};

export function createUpstream(options: UpstreamOptions): Upstream {
  const clients = new Map<string, Client>();
  const clientFor = (target: SubgraphTarget): Client => {
    const id = `${target.name} ${target.url}`;
    const known = clients.get(id);
    if (known) return known;
    // Where nobody subscribes any longer nothing is kept.
    const client = connectTo(target, options, () => clients.delete(id));
    clients.set(id, client);
    return client;
  };
  return {
    subscribe: (target, payload, caller, signal) => {
      const { query, operationName = null, variables, headers } = payload;
      const told = Object.keys(headers).length === 0 ? {} : { headers };
      const signed = {
        ...{ query, operationName, variables },
        extensions: { ...options.extensionsNow(), ...told, ...sign(target, payload, caller) },
      };
      const read = (errors: readonly unknown[]) => errors.map((error) => readError(target.name, error));
      return iterate((sink) => clientFor(target).subscribe(signed, sink), signal, read);
    },
    close: async () => {
      await Promise.all([...clients.values()].map(async (client) => client.dispose()));
    },
  };
}

const routerCaller: Caller = { requestId: 'connection', ip: null, userAgent: null, user: null };

/** Lost connections are not retried here: a payload's signature is good for one use, so whoever subscribed starts again. */
function connectTo(
  target: SubgraphTarget,
  { heartbeatInterval, heartbeatTimeout }: UpstreamOptions,
  onClose: () => void,
): Client {
  const url = target.url.replace(/^http/, 'ws');
  let unanswered: NodeJS.Timeout | undefined;
  const answered = () => clearTimeout(unanswered);
  const client = createClient({
    url,
    webSocketImpl: webSocketOver(target.tls ?? null),
    jsonMessageReviver: keepLongNumber,
    lazy: true,
    lazyCloseTimeout: 1_000,
    retryAttempts: 0,
    keepAlive: heartbeatInterval,
    connectionAckWaitTimeout: 5_000,
    connectionParams: () => (target.key ? signaturePayload(target, 'CONNECT', '', routerCaller) : {}),
    on: {
      ping: (isReceived) => {
        if (isReceived) return;
        answered();
        unanswered = setTimeout(() => client.terminate(), heartbeatTimeout);
      },
      pong: (isReceived) => isReceived && answered(),
      closed: () => {
        answered();
        onClose();
      },
    },
  });
  return client;
}

/** Each connection with the certificates of its moment. */
function webSocketOver(tls: SubgraphTls | null): unknown {
  if (tls === null) return WebSocket;
  const { options } = tls;
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { agent: new Agent(options()) });
    }
  };
}

function sign(
  target: SubgraphTarget,
  { query, variables, operationName }: UpstreamPayload,
  caller: Caller,
): JsonObject {
  if (!target.key) return {};
  const body = JSON.stringify({ query, variables, operationName });
  return { conea: signaturePayload(target, 'SUBSCRIBE', body, caller) };
}

function signaturePayload({ key, name, url }: SubgraphTarget, method: string, body: string, caller: Caller) {
  const signing = key?.();
  if (!signing) return {};
  const headers = signRequest(signing, { subgraph: name, method, path: new URL(url).pathname, body }, caller);
  return { caller: headers['conea-caller'], signature: headers['conea-signature'] };
}

/** Turns callbacks into a generator with a bounded queue. */
async function* iterate(
  start: (sink: Sink<FormattedExecutionResult>) => () => void,
  signal: AbortSignal,
  read: (errors: readonly unknown[]) => GraphQLFormattedError[],
): AsyncGenerator<UpstreamEvent> {
  const queue: UpstreamEvent[] = [];
  const outcome: { end?: () => void } = {};
  let wake = Promise.withResolvers<void>();
  const finish = (end: () => void) => {
    outcome.end ??= end;
    wake.resolve();
  };
  const stop = start({
    next: ({ data, errors }) => {
      if (queue.length >= queueCapacity)
        return finish(() => fail(new Error('events came faster than they could be passed on')));
      queue.push({ data: isObject(data) ? data : null, errors: read(errors ?? []) });
      wake.resolve();
    },
    error: (error) => finish(() => fail(Array.isArray(error) ? new SubscriptionRefused(read(error)) : error)),
    complete: () => finish(() => undefined),
  });
  const onAbort = () => finish(() => undefined);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    for (;;) {
      yield* queue.splice(0);
      if (queue.length > 0) continue;
      if (outcome.end) return outcome.end();
      await wake.promise;
      wake = Promise.withResolvers<void>();
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    stop();
  }
}

function fail(error: unknown): never {
  throw error instanceof Error ? error : new Error('the connection was lost', { cause: error });
}
