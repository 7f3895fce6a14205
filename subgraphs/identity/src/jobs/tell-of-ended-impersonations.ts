import { appendToOutbox, type Database } from '@conea/platform';
import { doing } from '../store/across-organizations.ts';
import { createImpersonationStore } from '../store/impersonation-store.ts';

const batchSize = 500;

/** Writes into the audit trail that impersonations are over which nobody ended by hand, of each once; answers of how many. */
export async function tellOfEndedImpersonations(database: Database, now: Date): Promise<number> {
  const store = createImpersonationStore(database);
  for (let told = 0; ;) {
    const ended = await doing(database, 'impersonation.tell').transaction(async (tx) => {
      const untold = await store.takeUntold(tx, now, batchSize);
      for (const { id, organizationId, userId, impersonatorId, endedAt, endedBecause } of untold) {
        const facts = { impersonatorId, impersonationId: id };
        const metadata = { ...facts, endedAt: endedAt.toISOString(), because: endedBecause ?? 'expired' };
        await appendToOutbox(tx, 'identity', organizationId, [
          { type: 'impersonation.ended', subject: userId, data: facts },
          {
            type: 'audit.recorded',
            subject: userId,
            data: {
              ...{ action: 'impersonation.end', actorId: impersonatorId, resourceType: 'User', resourceId: userId },
              ...{ result: 'success', metadata },
            },
          },
        ]);
      }
      return untold.length;
    });
    told += ended;
    if (ended < batchSize) return told;
  }
}
