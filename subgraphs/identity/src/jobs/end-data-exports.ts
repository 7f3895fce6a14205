import type { Database } from '@conea/platform';
import { daysAfter } from '../domain/mail.ts';
import { doing } from '../store/across-organizations.ts';
import { dataExportProgress } from '../store/data-export-progress.ts';

const batchSize = 20;
/** For how long it is known that there was one. */
const knownDays = 30;

/** Deletes what was collected for exports whose time is over; answers of how many. */
export async function endDataExports(database: Database, now: Date): Promise<number> {
  const purging = doing(database, 'hourly.purge');
  await dataExportProgress.deleteEnded(purging, daysAfter(now, -knownDays));
  for (let ended = 0; ;) {
    const count = await dataExportProgress.endOver(purging, now, batchSize);
    ended += count;
    if (count < batchSize) return ended;
  }
}
