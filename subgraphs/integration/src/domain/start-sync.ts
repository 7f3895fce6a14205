import { newId, type Caller, type JobQueue, type Mutate } from '@conea/platform';
import type { IntegrationStore } from './integration.ts';
import { jobNames } from './job-names.ts';
import type { Resource } from './records.ts';
import { windowOf, type SyncStarter } from './sync.ts';
import {
  userErrors,
  type InvalidInput,
  type NotFound,
  type StoreNotActive,
  type SyncInProgress,
} from './user-errors.ts';

export type StartSyncInput = {
  integrationId: string;
  resources: readonly Resource[];
  idempotencyKey?: string | null | undefined;
};

type Refusal = NotFound | InvalidInput | SyncInProgress | StoreNotActive;

export type StartSyncOutcome = { isDone: true; syncId: string } | { isDone: false; error: Refusal };

export type StartSyncParts = {
  mutate: Mutate;
  integrations: IntegrationStore;
  syncs: SyncStarter;
  queue: Pick<JobQueue, 'send'>;
  clock: () => Date;
  /** Milliseconds after which a store has surely indexed a change. */
  indexLag: number;
};

/** Plans a reading and sends its job; also renews the subscriptions to changes, which stores drop when deliveries fail for long. */
export function createStartSync({ mutate, integrations, syncs, queue, clock, indexLag }: StartSyncParts) {
  return (caller: Caller, organizationId: string, input: StartSyncInput): Promise<StartSyncOutcome> => {
    const { integrationId, resources, idempotencyKey } = input;
    const request = { action: 'sync.start', idempotencyKey, input: { integrationId, resources } };
    return mutate<StartSyncOutcome>(caller, request, async (tx) => {
      const refuse = (error: Refusal) => ({
        result: { isDone: false as const, error },
        resource: { type: 'Integration', id: integrationId },
        isRefused: true,
      });
      if (resources.length === 0 || new Set(resources).size < resources.length)
        return refuse(userErrors.invalidResources());
      const integration = await integrations.lock(tx, organizationId, integrationId);
      if (integration === null) return refuse(userErrors.noSuchIntegration());
      if (integration.status !== 'active') return refuse(userErrors.storeNotActive());
      const inProgress = await syncs.findInProgress(tx, integrationId);
      if (inProgress !== null) return refuse(userErrors.syncInProgress(inProgress));

      const now = clock();
      const syncId = newId('syn');
      await syncs.create(tx, { id: syncId, organizationId, integrationId, createdAt: now });
      const watermarks = await syncs.watermarks(tx, integrationId);
      for (const [position, resource] of resources.entries()) {
        const last = watermarks.find((watermark) => watermark.resource === resource)?.coversUntil;
        await syncs.createResource(tx, { syncId, resource, position, ...windowOf(last, now, indexLag) });
      }
      await queue.send(tx, jobNames.sync, { syncId });
      await queue.send(tx, jobNames.subscribe, { integrationId });
      return { result: { isDone: true, syncId }, resource: { type: 'Sync', id: syncId } };
    });
  };
}
