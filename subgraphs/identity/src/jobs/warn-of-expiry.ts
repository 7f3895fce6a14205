import { appendToOutbox, type Database } from '@conea/platform';
import { createApiKeyStore } from '../store/api-key-store.ts';

const batchSize = 500;

/** Tells of keys that end within 14, 7 and 1 days, of each once, by the event `api_key.expires_soon`; answers of how many. */
export async function warnOfExpiry(database: Database, now: Date): Promise<number> {
  const store = createApiKeyStore(database);
  for (let warned = 0; ;) {
    const keys = await database.transaction(async (tx) => {
      const ending = await store.markEnding(tx, now, batchSize);
      for (const { id, organizationId, userId, daysLeft } of ending) {
        const event = { type: 'api_key.expires_soon', subject: id, data: { userId, daysLeft } };
        await appendToOutbox(tx, 'identity', organizationId, [event]);
      }
      return ending;
    });
    warned += keys.length;
    if (keys.length < batchSize) return warned;
  }
}
