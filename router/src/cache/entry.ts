import type { ResponseCacheConfig } from '../config/response-cache.ts';
import type { CachePolicy } from './cache-policy.ts';

/** A held piece of an answer, as JSON; times are milliseconds since 1970. */
export type Entry = {
  text: string;
  isPublic: boolean;
  bornAt: number;
  freshUntil: number;
  /** Until when it is given while a new one is fetched, and when none can be had. */
  revalidateUntil: number;
  useOnErrorUntil: number;
};

/** `askedAt`: when its request was sent, since the answer may be as old as that. */
export function createEntry(
  text: string,
  policy: CachePolicy,
  askedAt: number,
  { max_ttl: maxLifetime, max_stale: maxStale }: Pick<ResponseCacheConfig, 'max_ttl' | 'max_stale'>,
): Entry {
  const bornAt = askedAt - policy.age;
  const freshUntil = bornAt + Math.min(policy.lifetime, maxLifetime);
  return {
    text,
    isPublic: policy.isPublic,
    bornAt,
    freshUntil,
    revalidateUntil: freshUntil + Math.min(policy.staleWhileRevalidate, maxStale),
    useOnErrorUntil: freshUntil + Math.min(policy.staleIfError, maxStale),
  };
}

/** When it is of no more use. */
export const endOf = ({ revalidateUntil, useOnErrorUntil }: Entry) => Math.max(revalidateUntil, useOnErrorUntil);

export const isFresh = (entry: Entry | undefined) => entry !== undefined && Date.now() < entry.freshUntil;

/** Parsed for each who is given it, since it is merged into a response. */
export const valueOf = (entry: Entry | undefined): unknown => entry && JSON.parse(entry.text);
