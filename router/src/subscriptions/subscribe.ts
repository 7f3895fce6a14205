import type { Caller } from '@conea/platform';
import type { SubscriptionConfig } from '../config/subscription.ts';
import { over, type Running } from '../engine/running.ts';
import type { Upstream } from '../upstream.ts';
import { leave, openClientSubscription, type ClientSubscriptionOptions, type Place } from './client-subscription.ts';
import type { Member } from './feed.ts';
import { createFeeds } from './feeds.ts';
import { followSource } from './follow.ts';
import type { PlannedSubscription } from './planned-subscription.ts';
import { createQueue } from './queue.ts';
import { createQuota } from './quota.ts';
import type { CountSubscription } from './subscription-count.ts';

export type SubscribeContext = Pick<ClientSubscriptionOptions, 'onStart'> & {
  caller: Caller;
  /** The cursor of the last event that the client has; null: none. */
  after: string | null;
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

  return (plan: PlannedSubscription, { caller, after, onStart }: SubscribeContext): Running => {
    let isOver = false;
    let opened: Running | null = null;
    const open = async () => {
      const giveBack = await quota.take(caller);
      if (isOver) {
        giveBack();
        return over;
      }
      opened = openClientSubscription({
        ...{ place: join(plan, caller, after), move, onEvent: watch.onEvent },
        onStart: (live) => {
          const onEnd = onStart(live);
          return () => {
            onEnd();
            giveBack();
          };
        },
      });
      return opened.next();
    };
    return {
      next: () => opened?.next() ?? open(),
      end: () => {
        isOver = true;
        opened?.end();
      },
    };
  };
}

export type Subscribe = ReturnType<typeof createSubscribe>;

function placeAt(plan: PlannedSubscription, member: Member): Place {
  const { variables, subscription, headersFor } = plan;
  return { plan, member, completionKey: subscription.completionKey(variables, member.caller, headersFor) };
}
