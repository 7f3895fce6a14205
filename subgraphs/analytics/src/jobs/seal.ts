import type { Database, Logger } from '@conea/platform';
import { listUnsealedTenants, sealBatch } from '../store/audit-chain-store.ts';
import { indexBatch, listUnindexedTenants } from '../store/audit-text-store.ts';
import { startPeriodically } from './periodically.ts';

/** How often new entries are looked for, in milliseconds. */
const pause = 500;

/** Seals what came in, and makes it searchable beside that; every replica may do it. Answers how to stop. */
export function startSealing(database: Database, log: Logger): () => Promise<void> {
  const start = (work: (database: Database, signal: AbortSignal) => Promise<void>, failure: string) =>
    startPeriodically(
      pause,
      (signal) => work(database, signal),
      (error) => log.error({ err: error }, failure),
    );
  const stops = [
    start(sealEverything, 'audit entries not sealed'),
    start(indexEverything, 'audit entries not made searchable'),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

/** Tenants take turns by batch: a busy one does not keep the others waiting. */
export async function sealEverything(database: Database, signal?: AbortSignal): Promise<void> {
  await inTurns(
    () => listUnsealedTenants(database),
    (tenantId) => sealBatch(database, tenantId),
    signal,
  );
}

/** What is sealed and no text search finds yet. */
export async function indexEverything(database: Database, signal?: AbortSignal): Promise<void> {
  await inTurns(
    () => listUnindexedTenants(database),
    (tenantId) => indexBatch(database, tenantId),
    signal,
  );
}

async function inTurns(
  list: () => Promise<string[]>,
  work: (tenantId: string) => Promise<number>,
  signal?: AbortSignal,
): Promise<void> {
  for (let done = 1; done > 0;) {
    done = 0;
    for (const tenantId of await list()) {
      if (signal?.aborted) return;
      done += await work(tenantId);
    }
  }
}
