import type { Instruments } from '@conea/platform';

/** What is measured of the lists of tokens that issuers have revoked. Each worker has the same list. */
export function createRevocationMetrics({ counter, reading }: Pick<Instruments, 'counter' | 'reading'>) {
  return {
    dropped: counter({
      ...{ name: 'router_revocations_dropped_total', help: 'Revocations forgotten for want of room.' },
    }),
    /** 0 when it has just been read; it grows while an issuer does not answer. */
    age: (seconds: () => number) =>
      reading(
        {
          ...{ name: 'router_revocations_age_seconds', help: 'Since the oldest list of revocations was whole.' },
          aggregator: 'max',
        },
        seconds,
      ),
    count: (count: () => number) =>
      reading(
        {
          ...{ name: 'router_revocations', help: 'Sessions and memberships whose tokens are refused.' },
          aggregator: 'max',
        },
        count,
      ),
  };
}
