import type { Database, Logger } from '@conea/platform';
import { createAttemptStore } from '../store/attempt-store.ts';
import { createSessionStore } from '../store/session-store.ts';

export type PurgeParts = { database: Database; clock: () => Date; log: Logger };

const interval = 3_600_000;
const keptAfterEnd = 7 * 24 * interval;

/** Deletes sessions a week after their absolute end, and sign-in attempts that no longer count. */
export async function purge({ database, clock, log }: PurgeParts): Promise<void> {
  const now = clock();
  const [expiredSessions, forgottenAttempts] = await Promise.all([
    createSessionStore(database).deleteExpired(new Date(now.getTime() - keptAfterEnd)),
    createAttemptStore(database).deleteForgotten(now),
  ]);
  log.info({ expiredSessions, forgottenAttempts }, 'old sessions purged');
}

/** Purges now and every hour; several processes may do it at once. Returns how to stop. */
export function startPurge(parts: PurgeParts): () => void {
  const run = () => purge(parts).catch((error: unknown) => parts.log.warn({ err: error }, 'purge failed'));
  const timer = setInterval(() => void run(), interval);
  void run();
  return () => clearInterval(timer);
}
