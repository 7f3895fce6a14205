import type { BoundDatabase, JobHandler, JobQueue, Logger } from '@conea/platform';
import { z } from 'zod';
import type { CredentialStore } from '../domain/credentials.ts';
import type { IntegrationStore } from '../domain/integration.ts';
import { jobNames } from '../domain/job-names.ts';
import { SourceError } from '../domain/source-error.ts';
import type { StoreSource } from '../domain/store-source.ts';

export type SubscribeJobParts = {
  database: BoundDatabase;
  integrations: IntegrationStore;
  credentials: CredentialStore;
  source: StoreSource;
  queue: Pick<JobQueue, 'send'>;
  /** Where stores reach the notification listener. */
  publicUrl: string;
  clock: () => Date;
  log: Logger;
};

const data = z.object({ integrationId: z.string() });

/** The address that an integration's store notifies. */
const addressOf = (publicUrl: string, integrationId: string) =>
  `${publicUrl.replace(/\/+$/, '')}/webhooks/shopify/${integrationId}`;

/** Subscribes to a store's changes, or mends what is missing. Refused for good, the reason is shown; anything else is tried again. */
export function createSubscribeJob(parts: SubscribeJobParts): JobHandler<z.infer<typeof data>> {
  const { database, integrations, source, queue, publicUrl, clock } = parts;
  return {
    name: jobNames.subscribe,
    data,
    concurrency: 2,
    retryLimit: 20,
    run: async ({ integrationId }, { signal }) => {
      const integration = await integrations.find(integrationId);
      if (integration?.status !== 'active') return;
      try {
        await source.subscribe(integration, addressOf(publicUrl, integrationId), signal);
        await integrations.setNotifications(integrationId, 'active', null);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        await integrations.setNotifications(integrationId, 'pending', error.message);
        if (error.kind === 'TRANSIENT') throw error;
        if (error.kind !== 'RATE') return;
        const startAfter = new Date(clock().getTime() + error.retryAfter);
        await database.transaction((tx) => queue.send(tx, jobNames.subscribe, { integrationId }, { startAfter }));
      }
    },
  };
}

/** Takes the subscriptions of a disconnected store back, then forgets its credentials; a store that does not answer is not waited for. */
export function createUnsubscribeJob(parts: SubscribeJobParts): JobHandler<z.infer<typeof data>> {
  const { database, integrations, credentials, source, publicUrl, log } = parts;
  return {
    name: jobNames.unsubscribe,
    data,
    run: async ({ integrationId }, { signal }) => {
      const integration = await integrations.find(integrationId);
      if (integration?.status !== 'disconnected') return;
      try {
        await source.unsubscribe(integration, addressOf(publicUrl, integrationId), signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof SourceError)) throw error;
        log.warn({ err: error, integrationId }, 'subscriptions were left at the store');
      }
      await database.transaction(async (tx) => {
        const current = await integrations.lock(tx, integration.organizationId, integrationId);
        if (current?.status === 'disconnected') await credentials.forget(tx, integrationId);
      });
    },
  };
}
