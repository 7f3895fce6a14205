import { sql, type Queries } from '@conea/platform';
import type { ConeaEvent } from '@conea/platform';
import { binOf, durationOf } from '../domain/histogram.ts';
import type { Measure } from '../domain/measure.ts';
import { bucketOf, intervals, type Interval } from '../domain/series.ts';

export type Bucket = { at: Date; count: number; sum: number };
export type SeriesKey = { tenantId: string; type: string; interval: Interval };

const names: readonly Interval[] = ['MINUTE', 'HOUR'];

/** Counts an event in its minute and its hour; answers what its minute has now. */
export async function addToMetrics(
  tx: Queries,
  { tenantid, type, time }: ConeaEvent,
  { value, duration }: Measure,
): Promise<Bucket> {
  const instant = new Date(time);
  const buckets = names.map((interval) => ({ interval, at: bucketOf(instant, interval) }));
  const rows = await tx.many<Bucket & { interval: string }>(sql`
    insert into metric_buckets (tenant_id, type, interval, bucket_at, event_count, value_sum)
    select ${tenantid}, ${type}, interval, at, 1, ${value}::numeric
    from jsonb_to_recordset(${JSON.stringify(buckets)}::jsonb) as bucket (interval text, at timestamptz)
    on conflict (tenant_id, type, interval, bucket_at) do update
    set event_count = metric_buckets.event_count + 1, value_sum = metric_buckets.value_sum + excluded.value_sum
    returning interval, bucket_at as at, event_count as count, value_sum::float8 as sum`);
  if (duration !== null) await addDuration(tx, { tenantid, type }, buckets, binOf(duration));
  const minute = rows.find(({ interval }) => interval === 'MINUTE');
  if (!minute) throw new Error('an event has a minute');
  return minute;
}

async function addDuration(
  tx: Queries,
  { tenantid, type }: { tenantid: string; type: string },
  buckets: readonly { interval: Interval; at: Date }[],
  bin: number,
): Promise<void> {
  await tx.execute(sql`
    insert into metric_durations (tenant_id, type, interval, bucket_at, bin, event_count)
    select ${tenantid}, ${type}, interval, at, ${bin}, 1
    from jsonb_to_recordset(${JSON.stringify(buckets)}::jsonb) as bucket (interval text, at timestamptz)
    on conflict (tenant_id, type, interval, bucket_at, bin) do update
    set event_count = metric_durations.event_count + 1`);
}

/** What dashboards read. */
export function createMetricStore(database: Queries) {
  return {
    listTypes: async (tenantId: string): Promise<string[]> => {
      const rows = await database.many<{ type: string }>(sql`
        select type from activities where tenant_id = ${tenantId} and resource_id = ${tenantId} order by type`);
      return rows.map(({ type }) => type);
    },
    listBuckets: ({ tenantId, type, interval }: SeriesKey, from: Date, to: Date): Promise<Bucket[]> =>
      database.many<Bucket>(sql`
        select bucket_at as at, event_count as count, value_sum::float8 as sum
        from metric_buckets
        where tenant_id = ${tenantId} and type = ${type} and interval = ${interval}
          and bucket_at >= ${from} and bucket_at < ${to}`),
    /** The duration that the given share (0 to 1) of a bucket's events did not exceed. */
    listPercentiles: async ({ tenantId, type, interval }: SeriesKey, from: Date, to: Date, share: number) => {
      const rows = await database.many<{ at: Date; bin: number }>(sql`
        select bucket_at as at, min(bin) as bin
        from (
          select bucket_at, bin,
            sum(event_count) over (partition by bucket_at order by bin) as reached,
            sum(event_count) over (partition by bucket_at) as total
          from metric_durations
          where tenant_id = ${tenantId} and type = ${type} and interval = ${interval}
            and bucket_at >= ${from} and bucket_at < ${to}
        ) as cumulative
        where reached >= ceil(total * ${share}::numeric)
        group by bucket_at`);
      return rows.map(({ at, bin }) => ({ at, duration: durationOf(bin) }));
    },
  };
}

export type MetricStore = ReturnType<typeof createMetricStore>;

/** How far back minutes are kept; hours stay. */
export const minuteRetention = intervals.HOUR * 48;

/** Forgets the minutes that nobody looks at any more. */
export async function purgeMinutes(database: Queries, now: Date): Promise<void> {
  const limit = new Date(now.getTime() - minuteRetention);
  await database.execute(sql`delete from metric_durations where interval = 'MINUTE' and bucket_at < ${limit}`);
  await database.execute(sql`delete from metric_buckets where interval = 'MINUTE' and bucket_at < ${limit}`);
}
