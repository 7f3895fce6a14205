import type { Transaction } from '@conea/platform';
import type { Resource } from './records.ts';

export type SyncStatus = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed';

/** One reading of a store. */
export type Sync = {
  id: string;
  organizationId: string;
  integrationId: string;
  status: SyncStatus;
  reason: string | null;
  revision: number;
  failures: number;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
};

export type Counts = { expected: number | null; created: number; updated: number; unchanged: number };

/** The reading of one resource: `cursor` and `pages` are its checkpoint. */
export type ResourceSync = Counts & {
  syncId: string;
  resource: Resource;
  status: SyncStatus;
  changedSince: Date | null;
  /** When the reading is complete, everything until this time has been read. */
  coversUntil: Date;
  cursor: string | null;
  pages: number;
  restarts: number;
  startedAt: Date | null;
};

/** What the use cases need of the stored syncs. */
export type SyncStarter = {
  findInProgress(tx: Transaction, integrationId: string): Promise<string | null>;
  watermarks(tx: Transaction, integrationId: string): Promise<{ resource: Resource; coversUntil: Date }[]>;
  create(tx: Transaction, sync: Pick<Sync, 'id' | 'organizationId' | 'integrationId' | 'createdAt'>): Promise<void>;
  createResource(
    tx: Transaction,
    resource: Pick<ResourceSync, 'syncId' | 'resource' | 'changedSince' | 'coversUntil'> & { position: number },
  ): Promise<void>;
};

/** Read once more what changed shortly before the last complete reading: clocks differ, and changes are indexed late. */
const overlap = 5 * 60_000;

/** The window of a reading that starts now: from a little before the last one's end, up to what the store has surely indexed. */
export function windowOf(
  lastCoversUntil: Date | undefined,
  now: Date,
  indexLag: number,
): Pick<ResourceSync, 'changedSince' | 'coversUntil'> {
  return {
    changedSince: lastCoversUntil ? new Date(lastCoversUntil.getTime() - overlap) : null,
    coversUntil: new Date(now.getTime() - indexLag),
  };
}

/** How many records were read. */
export function readCount({ created, updated, unchanged }: Counts): number {
  return created + updated + unchanged;
}

/** The sum over the resources of a sync; unknown while one of them is. */
export function sumCounts(resources: readonly Counts[]): Counts {
  return resources.reduce(
    (sum, { expected, created, updated, unchanged }) => ({
      expected: sum.expected === null || expected === null ? null : sum.expected + expected,
      created: sum.created + created,
      updated: sum.updated + updated,
      unchanged: sum.unchanged + unchanged,
    }),
    { expected: 0, created: 0, updated: 0, unchanged: 0 },
  );
}

/** A sync is what its weakest resource is: failed when nothing was completed, partial when something was. */
export function statusOf(resources: readonly SyncStatus[]): SyncStatus {
  if (resources.every((status) => status === 'succeeded')) return 'succeeded';
  return resources.some((status) => status === 'succeeded' || status === 'partial') ? 'partial' : 'failed';
}
