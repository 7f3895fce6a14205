import { purge, type PurgeParts } from './purge.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';

const interval = 3_600_000;

/** Deletes what is over and tells of keys that end soon, now and every hour; several processes may do it at once. Returns how to stop. */
export function startHourly(parts: PurgeParts): () => void {
  const { database, clock, log } = parts;
  const works = { purge: () => purge(parts), 'warnings of expiry': () => warnOfExpiry(database, clock()) };
  const run = () => {
    for (const [name, work] of Object.entries(works))
      work().catch((error: unknown) => log.warn({ err: error, work: name }, 'hourly work failed, to be tried again'));
  };
  const timer = setInterval(run, interval);
  run();
  return () => clearInterval(timer);
}
