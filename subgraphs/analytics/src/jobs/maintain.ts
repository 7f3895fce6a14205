import type { Database, Logger } from '@conea/platform';
import { createPartitions } from '../store/event-store.ts';
import { purgeMinutes } from '../store/metric-store.ts';

const period = 3_600_000;

/** Every hour: makes the partitions of the months to come and forgets old minutes. Answers how to stop. */
export function startMaintenance(database: Database, log: Logger): () => void {
  const maintain = async () => {
    const now = new Date();
    await createPartitions(database, now);
    await purgeMinutes(database.acrossTenants, now);
  };
  const run = () => {
    maintain().catch((error: unknown) => log.error({ err: error }, 'maintenance failed'));
  };
  run();
  const timer = setInterval(run, period);
  return () => clearInterval(timer);
}
