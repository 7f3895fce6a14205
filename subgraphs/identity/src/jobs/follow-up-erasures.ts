import { appendToOutbox, platformTenant, type Database, type Logger } from '@conea/platform';
import { missingDomains, purgedEvent, type ErasureStore } from '../domain/erasure.ts';
import { doing } from '../store/across-organizations.ts';

const batchSize = 100;

export type ErasureFollowUpParts = {
  database: Database;
  erasures: ErasureStore;
  /** After how many hours without an answer of each domain they are asked again. */
  erasureOverdueHours: number;
  /** Hears how many are overdue. */
  onOverdueErasures(count: number): void;
  log: Logger;
};

/** Asks the domains again for what they have not answered in time, and says so. */
export async function followUpErasures(parts: ErasureFollowUpParts, now: Date): Promise<void> {
  const { database, erasures, erasureOverdueHours, onOverdueErasures, log } = parts;
  const before = new Date(now.getTime() - erasureOverdueHours * 3_600_000);
  onOverdueErasures(await erasures.countOpen(before));
  for (let count = batchSize; count === batchSize;) {
    const overdue = await doing(database, 'erasure.follow').transaction(async (tx) => {
      const found = await erasures.lockOverdue(tx, before, batchSize);
      for (const erasure of found) {
        await erasures.askAgain(tx, erasure.id, now);
        await appendToOutbox(tx, 'identity', platformTenant, [purgedEvent(erasure)]);
      }
      return found;
    });
    for (const erasure of overdue)
      log.warn({ erasureId: erasure.id, missing: missingDomains(erasure) }, 'erasure overdue, asked for again');
    count = overdue.length;
  }
}
