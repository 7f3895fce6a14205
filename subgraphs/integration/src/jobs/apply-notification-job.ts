import type { BoundDatabase, JobHandler, JobQueue } from '@conea/platform';
import { z } from 'zod';
import type { Integration, IntegrationStore } from '../domain/integration.ts';
import { jobNames } from '../domain/job-names.ts';
import { SourceError } from '../domain/source-error.ts';
import type { StoreSource } from '../domain/store-source.ts';
import { resourceOf } from '../domain/webhook.ts';
import type { createErasure } from '../store/customer-store.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Notification, WebhookStore } from '../store/webhook-store.ts';
import { buryRecord, mergeRecords } from './merge-records.ts';

export type ApplyNotificationParts = {
  database: BoundDatabase;
  integrations: IntegrationStore;
  webhooks: WebhookStore;
  records: RecordStore;
  erasure: ReturnType<typeof createErasure>;
  source: StoreSource;
  queue: Pick<JobQueue, 'send'>;
  clock: () => Date;
};

const data = z.object({ requestId: z.string() });

/**
 * Takes a notification as a hint: reads the record again at its store and merges what it finds, so that late, early and repeated
 * notifications lead to the same end. Effect and outcome commit together.
 */
export function createApplyNotificationJob(parts: ApplyNotificationParts): JobHandler<z.infer<typeof data>> {
  const { database, integrations, webhooks, queue, clock } = parts;
  return {
    name: jobNames.applyNotification,
    data,
    concurrency: 4,
    retryLimit: 10,
    run: async ({ requestId }, { signal }) => {
      const notification = await webhooks.findAccepted(requestId);
      if (notification === null || notification.outcome !== null) return;
      const integration = await integrations.find(notification.integrationId);
      if (integration === null) return;
      try {
        await apply(parts, integration, notification, signal);
      } catch (error) {
        if (!(error instanceof SourceError) || error.kind === 'TRANSIENT') throw error;
        await database.transaction(async (tx) => {
          if (error.kind !== 'RATE') return webhooks.close(tx, requestId, `failed: ${error.message}`, clock());
          const startAfter = new Date(clock().getTime() + error.retryAfter);
          return queue.send(tx, jobNames.applyNotification, { requestId }, { startAfter });
        });
      }
    },
  };
}

async function apply(
  parts: ApplyNotificationParts,
  integration: Integration,
  notification: Notification,
  signal: AbortSignal,
): Promise<void> {
  const { database, source, records, webhooks, clock } = parts;
  const { id, topic, sourceId, occurredAt } = notification;
  const resource = resourceOf(topic);
  if (resource === null || sourceId === null) return applyToShop(parts, integration, notification);
  const found = await source.readOne(integration, resource, sourceId, signal);
  await database.transaction(async (tx) => {
    if (found === null) {
      const isBuried = await buryRecord(records, tx, integration, resource, { sourceId, deletedAt: occurredAt });
      return webhooks.close(tx, id, isBuried ? 'deleted' : 'unchanged', clock());
    }
    const [merged] = await mergeRecords(records, tx, integration, resource, [found]);
    return webhooks.close(tx, id, merged?.decision ?? 'unchanged', clock());
  });
}

/** Topics about the app, the whole shop, or a person's data. */
async function applyToShop(
  { database, integrations, erasure, webhooks, clock }: ApplyNotificationParts,
  integration: Integration,
  { id, topic, sourceId }: Notification,
): Promise<void> {
  const now = clock();
  await database.transaction(async (tx) => {
    if (topic === 'app/uninstalled') await integrations.setStatus(tx, integration.id, 'credentials_refused', now);
    if (topic === 'shop/redact') await erasure.store(tx, integration.id);
    if (topic === 'customers/redact' && sourceId !== null) await erasure.customer(tx, integration.id, sourceId, now);
    await webhooks.close(tx, id, 'noted', now);
  });
}
