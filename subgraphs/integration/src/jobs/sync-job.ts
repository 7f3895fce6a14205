import { appendToOutbox, type JobHandler, type JobQueue, type Logger } from '@conea/platform';
import { z } from 'zod';
import type { Integration, IntegrationStore } from '../domain/integration.ts';
import { jobNames } from '../domain/job-names.ts';
import { decideRetry, type RetryDecision } from '../domain/retry.ts';
import { readCount, statusOf, type ResourceSync, type Sync } from '../domain/sync.ts';
import { readResource, SupersededError, type ReadResourceParts } from './read-resource.ts';

export type SyncJobParts = ReadResourceParts & {
  integrations: IntegrationStore;
  queue: Pick<JobQueue, 'send'>;
  log: Logger;
  /** Aborts when the process drains: the checkpoint stays, another worker goes on. */
  draining: AbortSignal;
};

const data = z.object({ syncId: z.string() });

/**
 * Reads a store. A job runs until the store asks to wait longer than a moment or fails; then the checkpoint stays and another job is sent
 * for later. A process that dies leaves the job to the queue, which gives it to the next worker.
 */
export function createSyncJob(parts: SyncJobParts): JobHandler<z.infer<typeof data>> {
  const { database, integrations, syncs, log, clock, draining } = parts;
  return {
    name: jobNames.sync,
    data,
    concurrency: 2,
    // Crashes and deploys use these up; failures of the store are counted by the sync itself.
    retryLimit: 100,
    run: async ({ syncId }, { signal: cancelled }) => {
      const signal = AbortSignal.any([cancelled, draining]);
      const sync = await syncs.begin(syncId, clock());
      if (sync === null) return;
      const integration = await integrations.find(sync.integrationId);
      if (integration?.status !== 'active') {
        return giveUp(parts, sync, { next: 'give up', reason: disconnected, areCredentialsRefused: false });
      }
      try {
        for (const resource of await syncs.resources(database, [syncId])) {
          if (isOpen(resource)) await readResource(parts, integration, resource, signal);
        }
        await finish(parts, sync);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof SupersededError) return;
        log.warn({ err: error, syncId, integrationId: integration.id }, 'sync interrupted');
        await recover(parts, integration, sync, error);
      }
    },
  };
}

const disconnected = 'The store was disconnected.';

const isOpen = ({ status }: ResourceSync) => status === 'queued' || status === 'running';

async function recover(parts: SyncJobParts, integration: Integration, { id }: Sync, error: unknown): Promise<void> {
  const { database, syncs, queue, clock } = parts;
  const [sync] = await syncs.listByIds(integration.organizationId, [id]);
  const current = (await syncs.resources(database, [id])).find(isOpen);
  if (!sync || !current) return;
  const decision = decideRetry(error, { failures: sync.failures, restarts: current.restarts });
  if (decision.next === 'give up') return giveUp(parts, sync, decision);
  await database.transaction(async (tx) => {
    if (decision.next === 'restart') await syncs.restart(tx, current);
    else if (decision.isFailure) await syncs.countFailure(tx, id);
    const delay = decision.next === 'wait' ? decision.delay : 0;
    await queue.send(tx, jobNames.sync, { syncId: id }, { startAfter: new Date(clock().getTime() + delay) });
  });
}

async function finish({ database, syncs, clock }: SyncJobParts, sync: Sync): Promise<void> {
  await database.transaction(async (tx) => {
    const resources = await syncs.resources(tx, [sync.id]);
    const status = statusOf(resources.map((resource) => resource.status));
    const short = resources.filter((resource) => resource.status === 'partial');
    const reason = short.map(
      (resource) => `The store counts ${resource.expected} ${resource.resource}, ${readCount(resource)} were read.`,
    );
    await syncs.finish(tx, sync.id, { status, reason: reason.join(' ') || null }, clock());
  });
}

async function giveUp(
  { database, syncs, integrations, clock }: SyncJobParts,
  { id, integrationId, organizationId }: Sync,
  { reason, areCredentialsRefused }: Extract<RetryDecision, { next: 'give up' }>,
): Promise<void> {
  await database.transaction(async (tx) => {
    const done = (await syncs.resources(tx, [id])).map(({ status }) => (status === 'running' ? 'failed' : status));
    const status = statusOf(done);
    if (!(await syncs.finish(tx, id, { status, reason }, clock()))) return;
    if (areCredentialsRefused) await integrations.setStatus(tx, integrationId, 'credentials_refused', clock());
    const failed = { type: 'sync.failed', subject: id, data: { integrationId, reason } };
    await appendToOutbox(tx, 'integration', organizationId, [failed]);
  });
}
