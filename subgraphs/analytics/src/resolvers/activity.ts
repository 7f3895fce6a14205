import type { Context } from '../context.ts';

const maxTypes = 20;

/** What events say about one thing; null when nothing does, or when it belongs to another organization. */
export async function activityOf({ id }: { id: string }, _: unknown, { activities }: Context) {
  const rows = await activities.load(id);
  if (rows.length === 0) return null;
  const times = (pick: (row: (typeof rows)[number]) => Date) => rows.map((row) => pick(row).getTime());
  return {
    eventCount: rows.reduce((sum, { eventCount }) => sum + eventCount, 0),
    firstEventAt: new Date(Math.min(...times(({ firstEventAt }) => firstEventAt))),
    lastEventAt: new Date(Math.max(...times(({ lastEventAt }) => lastEventAt))),
    byType: rows.slice(0, maxTypes).map(({ type, eventCount }) => ({ type, eventCount })),
  };
}
