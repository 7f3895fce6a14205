import { z } from 'zod';

/** Days for which entries are kept at hand while an organization has said nothing else; identity holds what it may say. */
export const defaultRetentionDays = 365;

/** The event with which identity tells of another retention, and what it carries. */
export const retentionChanged = 'conea.identity.organization.audit_retention_changed';
export const retention = z.object({ days: z.number().int().min(90).max(3_650) });

const day = 86_400_000;
// Longer than the event log keeps events: what is purged is not delivered again.
const deliveryDays = 31;

/** What may be purged at a time: entries that happened before one instant and that a checkpoint before another one covers. */
export function purgeLimits(days: number, now: Date): { occurredBefore: Date; signedBefore: Date } {
  const before = (count: number) => new Date(now.getTime() - count * day);
  return { occurredBefore: before(days), signedBefore: before(deliveryDays) };
}
