import type { Instruments } from '@conea/platform';

/** What is measured of the key sets of issuers. */
export function createTokenKeyMetrics({ counter, reading }: Pick<Instruments, 'counter' | 'reading'>) {
  return {
    /** `result` is `success` or `failure`: then the last good set serves on. */
    fetch: counter({
      ...{ name: 'router_token_key_fetches_total', help: 'Fetches of key sets by how they went.' },
      labels: ['result'],
    }),
    /** It grows while an issuer does not answer, or nobody brings a token. */
    age: (seconds: () => number) =>
      reading(
        {
          ...{ name: 'router_token_keys_age_seconds', help: 'Since the oldest key set that serves was fetched.' },
          aggregator: 'max',
        },
        seconds,
      ),
  };
}
