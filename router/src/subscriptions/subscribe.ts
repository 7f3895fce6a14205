import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { SubscriptionConfig } from '../config/subscription.ts';
import type { Engine, RequestContext } from '../engine/engine.ts';
import type { CompiledOperation } from '../engine/operation.ts';
import type { ExecutionResult, JsonObject } from '../engine/result.ts';
import type { Upstream } from '../upstream.ts';
import { createSubscriptionCompiler, type CompiledSubscription } from './compiled-subscription.ts';
import type { Member } from './feed.ts';
import { createFeeds } from './feeds.ts';
import { followSource, SourceLost } from './follow.ts';
import { createQueue, ReaderTooSlow } from './queue.ts';
import { createQuota } from './quota.ts';
import type { SourceEvent } from './shared-event.ts';

/**
 * Runs a subscription: each event of the source is completed with the fields of the other subgraphs. Clients that see the same share the
 * source and what completes its events. Throws SUBSCRIPTION_MAX_LIMIT.
 */
export type Subscribe = (
  operation: CompiledOperation,
  variables: JsonObject,
  context: RequestContext,
) => AsyncGenerator<ExecutionResult, void, undefined>;

export type SubscribeOptions = {
  schema: GraphQLSchema;
  engine: Engine;
  upstream: Upstream;
  config: SubscriptionConfig;
};

export function createSubscribe({ schema, engine, upstream, config }: SubscribeOptions): Subscribe {
  const compile = createSubscriptionCompiler(schema, config.deduplication);
  const feeds = createFeeds(config.replay_events);
  const quota = createQuota(config);
  const { max_reconnects: maxReconnects } = config.upstream;
  const queueOptions = { capacity: config.queue_capacity, whenFull: config.slow_reader };

  const join = (subscription: CompiledSubscription, variables: JsonObject, context: RequestContext): Member => {
    const { subgraph, source, isLive } = subscription;
    const { caller } = context;
    const after = context.after ?? source.after(variables);
    const following = { upstream, subgraph, source, variables, after, maxReconnects };
    const member: Member = { caller, queue: createQueue(queueOptions), feed: null };
    feeds.join(
      {
        key: subscription.feedKey(variables, caller),
        ...{ after, isLive },
        open: (callerNow, signal) => followSource({ ...following, callerNow, signal }),
      },
      member,
    );
    return member;
  };

  return async function* subscribe(operation, variables, context) {
    const subscription = compile(operation);
    if (subscription === null) return yield { data: null, ...operation.told };
    const { caller, signal } = context;
    const key = subscription.completionKey(variables, caller);
    const giveBack = quota.take(caller);
    const member = join(subscription, variables, context);
    const onAbort = () => member.queue.end();
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    // Everybody waits for the same fetches: that one of them leaves must not end these.
    const complete = (event: SourceEvent) =>
      engine.executeEvent(operation, variables, { caller, signal: new AbortController().signal }, event);
    try {
      for (let next = await member.queue.next(); next; next = await member.queue.next())
        yield withPlace(await next.item.complete(key, complete), next.item.cursor, next.dropped);
    } catch (error) {
      yield { data: null, errors: errorsOf(error) };
    } finally {
      signal.removeEventListener('abort', onAbort);
      member.feed?.leave(member);
      giveBack();
    }
  };
}

/** `droppedEvents` tells a slow client how many events it missed before this one. */
function withPlace(result: ExecutionResult, cursor: string | null, dropped: number): ExecutionResult {
  const extensions = dropped === 0 ? result.extensions : { ...result.extensions, droppedEvents: dropped };
  return { ...result, ...(extensions && { extensions }), ...(cursor !== null && { cursor }) };
}

/** The errors with which a subscription ends; anything unexpected is thrown on. */
function errorsOf(error: unknown): readonly GraphQLFormattedError[] {
  if (error instanceof SourceLost) return error.errors;
  if (!(error instanceof ReaderTooSlow)) throw error;
  return [{ message: 'Events came faster than they were taken.', extensions: { code: 'SUBSCRIBER_TOO_SLOW' } }];
}
