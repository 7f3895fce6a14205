import type { KeyChanges } from '../domain/key-changes.ts';
import { endCompromisedSessions } from './end-compromised-sessions.ts';
import { purge, type PurgeParts } from './purge.ts';
import { tellOfEndedImpersonations } from './tell-of-ended-impersonations.ts';
import { followUpErasures, type ErasureFollowUpParts } from './follow-up-erasures.ts';
import { purgeDeleted, type DeletionPurgeParts } from './purge-deleted.ts';
import { warnOfExpiry, type ExpiryWarningParts } from './warn-of-expiry.ts';

const interval = 3_600_000;

export type HourlyParts = PurgeParts &
  ExpiryWarningParts &
  DeletionPurgeParts &
  ErasureFollowUpParts & { keyChanges: KeyChanges; deletionGraceDays: number };

/** Deletes what is over, tells of API keys that end soon and rotates keys, now and every hour; several processes may do it at once. Returns how to stop. */
export function startHourly({ keyChanges, ...parts }: HourlyParts): () => void {
  const { database, clock, log, deletionGraceDays } = parts;
  const works = {
    purge: () => purge(parts),
    'purge of what was deleted': () => purgeDeleted(parts, deletionGraceDays, clock()),
    'erasures that are overdue': () => followUpErasures(parts, clock()),
    'warnings of expiry': () => warnOfExpiry(parts, clock()),
    'rotation of keys': () => keyChanges.run(),
    'sessions of compromised keys': () => endCompromisedSessions(database),
    'ends of impersonations': () => tellOfEndedImpersonations(database, clock()),
  };
  const run = () => {
    for (const [name, work] of Object.entries(works))
      work().catch((error: unknown) => log.warn({ err: error, work: name }, 'hourly work failed, to be tried again'));
  };
  const timer = setInterval(run, interval);
  run();
  return () => clearInterval(timer);
}
