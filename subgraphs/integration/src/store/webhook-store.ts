import { newId, sql, type BoundDatabase, type Queries } from '@conea/platform';
import type { Verdict } from '../domain/webhook.ts';

/** A notification that was taken in. */
export type Notification = {
  id: string;
  integrationId: string;
  topic: string;
  sourceId: string | null;
  occurredAt: Date;
  outcome: string | null;
};

/** What is known of a request when its verdict is. */
export type WebhookRequest = {
  integrationId: string | null;
  dedupeKey: string | null;
  topic: string | null;
  sourceId: string | null;
  triggeredAt: Date | null;
  receivedAt: Date;
  verdict: Verdict;
};

export type NotificationCounts = {
  integrationId: string;
  accepted: number;
  refused: number;
  lastAcceptedAt: Date | null;
};

const retentionDays = 30;

/** Notifications of stores in Postgres: inbox and record of every verdict in one. */
export function createWebhookStore(database: BoundDatabase) {
  return {
    /** Null when the delivery was accepted before: the same key of the same store. */
    record: async (queries: Queries, request: WebhookRequest): Promise<string | null> => {
      const { integrationId, dedupeKey, topic, sourceId, triggeredAt, receivedAt, verdict } = request;
      const row = await queries.maybeOne<{ id: string }>(sql`
        insert into webhook_requests (
          id, integration_id, dedupe_key, topic, source_id, triggered_at, received_at, verdict
        )
        values (
          ${newId('whk')}, ${integrationId}, ${dedupeKey}, ${topic}, ${sourceId}, ${triggeredAt}, ${receivedAt}, ${verdict}
        )
        on conflict (integration_id, dedupe_key) where verdict = 'accepted' do nothing
        returning id`);
      return row?.id ?? null;
    },
    findAccepted: (id: string): Promise<Notification | null> =>
      database.maybeOne<Notification>(sql`
        select id, integration_id as "integrationId", topic, source_id as "sourceId", outcome,
          coalesce(triggered_at, received_at) as "occurredAt"
        from webhook_requests
        where id = ${id} and verdict = 'accepted'`),
    close: async (queries: Queries, id: string, outcome: string, now: Date): Promise<void> => {
      await queries.execute(sql`
        update webhook_requests set outcome = ${outcome}, processed_at = ${now} where id = ${id}`);
    },
    counts: (integrationIds: readonly string[]): Promise<NotificationCounts[]> =>
      database.many<NotificationCounts>(sql`
        select integration_id as "integrationId",
          count(*) filter (where verdict = 'accepted') as accepted,
          count(*) filter (where verdict not in ('accepted', 'duplicate')) as refused,
          max(received_at) filter (where verdict = 'accepted') as "lastAcceptedAt"
        from webhook_requests
        where integration_id = any(${integrationIds})
        group by integration_id`),
    purge: async (now: Date): Promise<void> => {
      await database.execute(sql`
        delete from webhook_requests
        where received_at < ${now}::timestamptz - make_interval(days => ${retentionDays})`);
    },
  };
}

export type WebhookStore = ReturnType<typeof createWebhookStore>;
