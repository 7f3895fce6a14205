import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { SubscriberTooSlow, SubscriptionRefused, type Upstream, type UpstreamPayload } from '../upstream.ts';
import type { Engine, RequestContext } from './engine.ts';
import type { CompiledOperation } from './operation.ts';
import { compileSource, type Source } from './resumable.ts';
import type { ExecutionResult, JsonObject } from './result.ts';

/** Runs a subscription: each event of the source is completed with the fields of the other subgraphs. */
export type Subscribe = (
  operation: CompiledOperation,
  variables: JsonObject,
  context: RequestContext,
) => AsyncGenerator<ExecutionResult, void, undefined>;

const firstDelay = 100;
const maxDelay = 5_000;
const maxTries = 20;

/** A lost connection to a subgraph is made again with backoff, behind the last cursor, so that its restart is not noticed. */
export function createSubscribe(schema: GraphQLSchema, engine: Engine, upstream: Upstream): Subscribe {
  const sources = new WeakMap<CompiledOperation, Source>();
  return async function* subscribe(operation, variables, context) {
    const { source: node } = operation;
    if (node === null) return yield { data: null, errors: operation.errors };
    const source = sources.get(operation) ?? compileSource(schema, node);
    sources.set(operation, source);
    for await (const { data, errors } of follow(node.serviceName, source, variables, context, upstream)) {
      yield await engine.executeEvent(operation, variables, context, { data, errors });
    }
  };
}

type SourceEvent = { data: JsonObject | null; errors: GraphQLFormattedError[] };

async function* follow(
  subgraph: string,
  source: Source,
  variables: JsonObject,
  { caller, signal }: RequestContext,
  upstream: Upstream,
): AsyncGenerator<SourceEvent> {
  let cursor: string | null = null;
  for (let failures = 0; !signal.aborted; failures++) {
    const { query, operationName } = source;
    const payload: UpstreamPayload = { query, operationName, variables: source.variables(variables, cursor) };
    try {
      for await (const event of upstream.subscribe(subgraph, payload, caller, signal)) {
        cursor = (event.data && source.takeCursor(event.data)) ?? cursor;
        failures = 0;
        yield event;
      }
      return;
    } catch (error) {
      const final = finalError(error, source, failures);
      if (final === null) await pause(failures, signal);
      else return void (yield { data: null, errors: final });
    }
  }
}

/** The errors with which a subscription ends; null when it is worth another try. */
function finalError(error: unknown, source: Source, failures: number): GraphQLFormattedError[] | null {
  if (error instanceof SubscriptionRefused) return [...error.errors];
  if (error instanceof SubscriberTooSlow)
    return [lost('SUBSCRIBER_TOO_SLOW', 'Events came faster than they were taken.')];
  if (source.isResumable && failures < maxTries) return null;
  return [lost('SUBSCRIPTION_UPSTREAM_LOST', 'The connection to the source of the events was lost.')];
}

const lost = (code: string, message: string): GraphQLFormattedError => ({ message, extensions: { code } });

function pause(failures: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, Math.random() * Math.min(maxDelay, firstDelay * 2 ** failures));
  const onAbort = () => resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  });
}
