import type { Database, Logger } from '@conea/platform';
import { listChains } from '../store/audit-chain-store.ts';
import { purgeTenant, type PurgeOptions } from './purge-tenant.ts';

/**
 * Archives and purges what is over, of every tenant, a range at a time in turns. One process does it at a time: the others leave it to that one. One
 * chain that cannot be purged does not keep the others from it; answers how many could not, or null when somebody else is at it.
 */
export async function purgeEverything(
  options: PurgeOptions & { log: Logger },
  now: Date,
  signal?: AbortSignal,
): Promise<number | null> {
  return alone(options.database, async (lost) => {
    const isOver = () => lost.aborted || signal?.aborted;
    const broken = new Set<string>();
    for (let isMore = true; isMore && !isOver();) {
      isMore = false;
      for await (const tenantId of listChains(options.database.acrossTenants)) {
        if (isOver()) break;
        if (broken.has(tenantId)) continue;
        try {
          isMore = (await purgeTenant(options, tenantId, now)) > 0 || isMore;
        } catch (error) {
          broken.add(tenantId);
          options.log.error({ err: error, tenantId }, 'audit trail not purged');
        }
      }
    }
    return broken.size;
  });
}

/** Under a lock that ends with its connection, so with the process. */
async function alone<Result>(database: Database, work: (lost: AbortSignal) => Promise<Result>): Promise<Result | null> {
  const client = await database.connect();
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  try {
    const { rows } = await client.query<{ isLocked: boolean }>(
      `select pg_try_advisory_lock(hashtextextended('audit purge', 0)) as "isLocked"`,
    );
    if (!rows[0]?.isLocked) return null;
    const result = await work(lost.signal);
    await client.query(`select pg_advisory_unlock(hashtextextended('audit purge', 0))`);
    return result;
  } finally {
    client.release(true);
  }
}
