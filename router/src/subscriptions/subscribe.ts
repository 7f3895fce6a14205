import type { Caller } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import type { SubscriptionConfig } from '../config/subscription.ts';
import type { RequestContext } from '../engine/engine.ts';
import type { ExecutionResult } from '../engine/result.ts';
import type { Upstream } from '../upstream.ts';
import type { Member } from './feed.ts';
import { createFeeds } from './feeds.ts';
import { followSource, SourceLost } from './follow.ts';
import type { PlannedSubscription } from './planned-subscription.ts';
import { createQueue, ReaderTooSlow } from './queue.ts';
import { createQuota } from './quota.ts';
import type { SourceEvent } from './shared-event.ts';
import type { CountSubscription } from './subscription-count.ts';

/** A subscription of a client, while it runs. */
export type LiveSubscription = {
  /** Goes on with another plan: with the same source, or with a new one behind the last event of the old one. */
  moveTo(plan: PlannedSubscription): void;
  /** Ends it with errors for the client. */
  refuse(errors: readonly GraphQLFormattedError[]): void;
};

export type SubscribeContext = RequestContext & {
  /** Called when it begins; what it answers is called when it has ended. */
  onStart(live: LiveSubscription): () => void;
};

/** What is told of subscriptions to operators. */
export type SubscriptionWatch = {
  onOpen(counts: { clients(): number; sources(): number }): void;
  /** An event for one client, who missed so many before it. */
  onEvent(dropped: number): void;
};

export type SubscribeOptions = {
  upstream: Upstream;
  config: SubscriptionConfig;
  countSubscription: CountSubscription;
  watch: SubscriptionWatch;
};

/** Where the next event comes from, and what completes it. */
type Place = {
  plan: PlannedSubscription;
  member: Member;
  completionKey: string;
  complete(event: SourceEvent): Promise<ExecutionResult>;
};

/**
 * Runs subscriptions: each event of the source is completed with the fields of the other subgraphs. Clients that see the same share the
 * source and what completes its events. Throws SUBSCRIPTION_MAX_LIMIT, and what charging an event does.
 */
export function createSubscribe({ upstream, config, countSubscription, watch }: SubscribeOptions) {
  const feeds = createFeeds(config.replay_events);
  const quota = createQuota(config, countSubscription);
  watch.onOpen({ clients: quota.opened, sources: feeds.count });
  const { max_reconnects: maxReconnects } = config.upstream;
  const queueOptions = { capacity: config.queue_capacity, whenFull: config.slow_reader };

  const join = (plan: PlannedSubscription, caller: Caller, cursor: string | null): Place => {
    const { subscription, variables, headersFor } = plan;
    const { target, source, isLive } = subscription;
    const after = cursor ?? source.after(variables);
    const headers = headersFor(target.name).values;
    const following = { upstream, target, source, variables, headers, after, maxReconnects };
    const member: Member = { caller, queue: createQueue(queueOptions), feed: null, cursor: after };
    feeds.join(
      {
        key: subscription.feedKey(variables, caller, headersFor),
        ...{ after, isLive },
        open: (callerNow, signal) => followSource({ ...following, callerNow, signal }),
      },
      member,
    );
    return placeAt(plan, member);
  };
  const move = ({ plan: old, member }: Place, plan: PlannedSubscription): Place => {
    const key = plan.subscription.sourceKey(plan.variables);
    if (key === old.subscription.sourceKey(old.variables)) return placeAt(plan, member);
    const place = join(plan, member.caller, member.cursor);
    leave(member);
    return place;
  };

  return async function* subscribe(
    first: PlannedSubscription,
    { caller, signal, after, onStart }: SubscribeContext,
  ): AsyncGenerator<ExecutionResult, void, undefined> {
    const giveBack = await quota.take(caller);
    let place = join(first, caller, after ?? null);
    const onEnd = onStart({
      moveTo: (plan) => void (signal.aborted || (place = move(place, plan))),
      refuse: (errors) => leave(place.member, new SourceLost(errors)),
    });
    const onAbort = () => place.member.queue.end();
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      for (let here = place; ; here = place) {
        const { member } = here;
        // What came from a source before the move is completed as the events of that source are.
        yield* answersOf(member, () => (here = place.member === member ? place : here), watch.onEvent);
        if (place.member === member) return;
      }
    } catch (error) {
      yield { data: null, errors: errorsOf(error) };
    } finally {
      signal.removeEventListener('abort', onAbort);
      leave(place.member);
      onEnd();
      giveBack();
    }
  };
}

export type Subscribe = ReturnType<typeof createSubscribe>;

function placeAt(plan: PlannedSubscription, member: Member): Place {
  const { engine, operation, variables, subscription, headersFor } = plan;
  const { caller } = member;
  return {
    ...{ plan, member },
    completionKey: subscription.completionKey(variables, caller, headersFor),
    // Everybody waits for the same fetches: that one of them leaves must not end these.
    complete: (event) =>
      engine.executeEvent(operation, variables, { caller, headersFor, signal: new AbortController().signal }, event),
  };
}

async function* answersOf(
  { queue }: Member,
  placeNow: () => Place,
  onEvent: SubscriptionWatch['onEvent'],
): AsyncGenerator<ExecutionResult, void, undefined> {
  for (let next = await queue.next(); next; next = await queue.next()) {
    onEvent(next.dropped);
    const { plan, completionKey, complete } = placeNow();
    const refusal = await plan.refusal();
    if (refusal) throw new SourceLost(refusal);
    const result = await next.item.complete(completionKey, complete);
    yield await plan.charge(withPlace(result, next.item.cursor, next.dropped));
  }
}

function leave(member: Member, error?: Error): void {
  member.feed?.leave(member);
  member.queue.end(error);
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
