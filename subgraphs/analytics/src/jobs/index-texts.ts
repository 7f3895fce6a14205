import type { Database, Logger } from '@conea/platform';
import { indexBatch, listUnindexedTenants } from '../store/audit-text-store.ts';
import { startPeriodically } from './periodically.ts';

/** How often new entries are looked for, in milliseconds. */
const pause = 500;

/** Makes sealed entries searchable; every replica may do it. Answers how to stop. */
export function startIndexing(database: Database, log: Logger): () => Promise<void> {
  return startPeriodically(
    pause,
    (signal) => indexEverything(database, signal),
    (error) => log.error({ err: error }, 'audit entries not made searchable'),
  );
}

/** Tenants take turns by batch: a busy one does not keep the others waiting. */
export async function indexEverything(database: Database, signal?: AbortSignal): Promise<void> {
  for (let done = 1; done > 0;) {
    done = 0;
    for (const tenantId of await listUnindexedTenants(database)) {
      if (signal?.aborted) return;
      done += await indexBatch(database, tenantId);
    }
  }
}
