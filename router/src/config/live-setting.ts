import type { Logger } from '@conea/platform';

/** Looked at again this many milliseconds later at the earliest: reading a configuration takes a while. */
const maxAge = 1_000;

/** A setting as the secrets of the moment make it. When it cannot be read any longer, that is reported and the last good one stays. */
export function createLiveSetting<Value>(read: () => Value, log: Pick<Logger, 'error'>): () => Value {
  let value = read();
  let readAt = performance.now();
  return () => {
    if (performance.now() - readAt < maxAge) return value;
    readAt = performance.now();
    try {
      value = read();
    } catch (error) {
      log.error({ err: error }, 'configuration cannot be used with the new secrets, the last good values stay');
    }
    return value;
  };
}
