import { z } from 'zod';
import { duration } from './duration.ts';

/** Whose answers are the same: those of one caller (user, organization, session, role and scopes), of one tenant, or everybody's. */
const dependence = z.enum(['caller', 'tenant', 'nobody']);

const field = z.strictObject({
  /** What the events depend on, as the field's own subgraph answers them. A tenant's callers share them if role and scopes are the same. */
  depends_on: dependence.default('caller'),
  /** What the fields depend on that other subgraphs add to an event. */
  entities_depend_on: dependence.default('caller'),
  /** It says only what happens from now on: who joins late misses no beginning, such as a present state. */
  is_live: z.boolean().default(false),
});

/** Subscriptions: what is shared between clients, and their limits. */
export const subscriptionConfig = z
  .strictObject({
    deduplication: z
      .strictObject({
        /** One subscription to a subgraph for all clients that see the same events. */
        enabled: z.boolean().default(true),
        /** By the name of a field of the subscription type. */
        fields: z.record(z.string(), field).default({}),
      })
      .prefault({}),
    /** Events that may wait for one client. They are shared: a waiting event costs a pointer for each client. */
    queue_capacity: z.int().positive().default(1_000),
    /** What becomes of a client whose queue is full: it is told SUBSCRIBER_TOO_SLOW, it misses the oldest events, or all but the newest. */
    slow_reader: z.enum(['disconnect', 'drop_oldest', 'coalesce']).default('disconnect'),
    /** Events that are kept of a shared subscription, so that clients that come back with a cursor join it behind that. */
    replay_events: z.int().positive().default(256),
    /** In the whole router. */
    max_opened_subscriptions: z.int().positive().default(100_000),
    /** Of one user, or of one address without a user. */
    max_subscriptions_per_user: z.int().positive().default(1_000),
    /** Connections to the subgraphs. */
    upstream: z
      .strictObject({
        heartbeat_interval: duration.prefault('10s'),
        /** A subgraph that does not answer a heartbeat for this long is lost. */
        heartbeat_timeout: duration.prefault('5s'),
        /** How often in a row a lost connection is made again before its clients are told. */
        max_reconnects: z.int().nonnegative().default(20),
      })
      .prefault({}),
  })
  .prefault({});

export type SubscriptionConfig = z.infer<typeof subscriptionConfig>;
