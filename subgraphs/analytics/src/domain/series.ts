import { ClientError } from '@conea/platform';

export const intervals = { MINUTE: 60_000, HOUR: 3_600_000 } as const;
export type Interval = keyof typeof intervals;

const maxPoints = 1_440;

/** The beginnings of the buckets from `from` (whose bucket is the first) up to `to`; throws BAD_USER_INPUT for an empty or endless series. */
export function bucketsBetween(from: Date, to: Date, interval: Interval): Date[] {
  const length = intervals[interval];
  const first = bucketOf(from, interval).getTime();
  const count = Math.ceil((to.getTime() - first) / length);
  if (count < 1) throw new ClientError('BAD_USER_INPUT', '`to` is after `from`.');
  if (count > maxPoints)
    throw new ClientError('BAD_USER_INPUT', `A series has ${maxPoints} points at most, not ${count}.`);
  return Array.from({ length: count }, (_, index) => new Date(first + index * length));
}

/** The beginning of the bucket of an instant. */
export function bucketOf(instant: Date, interval: Interval): Date {
  const length = intervals[interval];
  return new Date(Math.floor(instant.getTime() / length) * length);
}
