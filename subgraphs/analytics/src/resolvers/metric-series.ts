import { tenantOf } from '../context.ts';
import { bucketsBetween } from '../domain/series.ts';
import type { QueryResolvers } from '../schema.generated.ts';

const shares = { P50: 0.5, P95: 0.95, P99: 0.99 } as const;

export const metricSeries: NonNullable<QueryResolvers['metricSeries']> = async (_, { input }, { caller, metrics }) => {
  const { type, from, to } = input;
  // The JIT of mercurius does not fill in the defaults of input fields.
  const [interval, aggregate] = [input.interval ?? 'MINUTE', input.aggregate ?? 'COUNT'];
  const buckets = bucketsBetween(from, to, interval);
  const [start = from] = buckets;
  const key = { tenantId: tenantOf(caller), type, interval };
  const values = new Map<number, number>();
  if (aggregate === 'COUNT' || aggregate === 'SUM') {
    const rows = await metrics.listBuckets(key, start, to);
    for (const { at, count, sum } of rows) values.set(at.getTime(), aggregate === 'COUNT' ? count : sum);
  } else {
    const rows = await metrics.listPercentiles(key, start, to, shares[aggregate]);
    for (const { at, duration } of rows) values.set(at.getTime(), duration);
  }
  const missing = aggregate === 'COUNT' || aggregate === 'SUM' ? 0 : null;
  return {
    type,
    interval,
    aggregate,
    points: buckets.map((at) => ({ at, value: values.get(at.getTime()) ?? missing })),
  };
};
