import type { JobQueue, Lifecycle } from '@conea/platform';
import { createErasure } from '../store/customer-store.ts';
import type { PersonalSeals } from '../store/personal-seals.ts';
import { createRecordStore } from '../store/record-store.ts';
import { createApplyNotificationJob, type ApplyNotificationParts } from './apply-notification-job.ts';
import { createSubscribeJob, createUnsubscribeJob, type SubscribeJobParts } from './subscribe-job.ts';
import { createSyncJob, type SyncJobParts } from './sync-job.ts';

export type JobParts = Omit<
  ApplyNotificationParts & SubscribeJobParts & SyncJobParts,
  'records' | 'erasure' | 'queue' | 'draining'
> & {
  queue: JobQueue;
  seals: PersonalSeals;
  lifecycle: Lifecycle;
};

const purgeInterval = 6 * 3_600_000;

/** Starts working on every kind of job, and forgets old notifications every six hours. */
export async function startJobs(given: JobParts): Promise<void> {
  const { queue, webhooks, clock, log, lifecycle, seals } = given;
  const parts = { ...given, records: createRecordStore(seals), erasure: createErasure(), draining: lifecycle.signal };
  await queue.work(createSyncJob(parts));
  await queue.work(createSubscribeJob(parts));
  await queue.work(createUnsubscribeJob(parts));
  await queue.work(createApplyNotificationJob(parts));
  const purge = () =>
    webhooks
      .purge(clock())
      .catch((error: unknown) => log.warn({ err: error }, 'old notifications could not be purged'));
  const timer = setInterval(() => void purge(), purgeInterval);
  lifecycle.onStop('purge', () => clearInterval(timer));
}
