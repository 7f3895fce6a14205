import type { ConeaEvent } from '@conea/platform';
import { z } from 'zod';

/** What an event adds to the metrics of its type: a value as a decimal string, and a duration in milliseconds. */
export type Measure = { value: string; duration: number | null };

const facts = z.object({
  cost: z.string(),
  total: z.string(),
  rowsRead: z.number(),
  created: z.number(),
  updated: z.number(),
  durationMs: z.number().nonnegative(),
});
const decimal = /^-?\d{1,30}(\.\d{1,12})?$/;

/** Reads the measure of an event: money of AI calls and orders, rows of pipelines, records of syncs. */
export function measureOf({ type, data }: ConeaEvent): Measure {
  const known = facts.partial().safeParse(data);
  if (!known.success) return { value: '0', duration: null };
  const { cost, total, rowsRead, created = 0, updated = 0, durationMs = null } = known.data;
  const value = cost ?? total ?? String(rowsRead ?? (type.endsWith('.sync.completed') ? created + updated : 0));
  return { value: decimal.test(value) ? value : '0', duration: durationMs };
}
