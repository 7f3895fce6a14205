import { z } from 'zod';
import type { ResponseCacheConfig } from '../config/response-cache.ts';
import type { Freshness } from '../engine/freshness.ts';
import { parseExactly } from '../engine/long-numbers.ts';
import type { AnswerHeaders } from '../headers/answer-headers.ts';
import type { CachePolicy } from './cache-policy.ts';
import type { Position } from './invalidations.ts';

/** A held piece of an answer, as JSON; times are milliseconds since 1970. */
export type Entry = Freshness & {
  text: string;
  labels: readonly string[];
  /** Of the answer that it came in. */
  headers: readonly AnswerHeaders[];
  /** The last invalidation before its request was sent. */
  position: Position;
  /** Until when it is given while a new one is fetched, and when none can be had. */
  revalidateUntil: number;
  useOnErrorUntil: number;
};

const headers = z.array(z.array(z.tuple([z.string(), z.array(z.string())])));

const shape = z.object({
  headers: headers.default([]),
  ...{ text: z.string(), labels: z.array(z.string()), position: z.string(), isPublic: z.boolean() },
  ...{ bornAt: z.number(), freshUntil: z.number(), revalidateUntil: z.number(), useOnErrorUntil: z.number() },
});

/** Reads what `JSON.stringify` made of one; null for anything else. */
export function parseEntry(json: string | null): Entry | null {
  if (json === null) return null;
  try {
    return shape.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

/** What a policy means for a piece; `askedAt` is when its request was sent, since the answer may be as old as that. */
export function createTimes(
  policy: CachePolicy,
  askedAt: number,
  { max_ttl: maxLifetime, max_stale: maxStale }: Pick<ResponseCacheConfig, 'max_ttl' | 'max_stale'>,
): Omit<Entry, 'text' | 'labels' | 'headers' | 'position'> {
  const bornAt = askedAt - policy.age;
  const freshUntil = bornAt + Math.min(policy.lifetime, maxLifetime);
  return {
    ...{ isPublic: policy.isPublic, bornAt, freshUntil },
    revalidateUntil: freshUntil + Math.min(policy.staleWhileRevalidate, maxStale),
    useOnErrorUntil: freshUntil + Math.min(policy.staleIfError, maxStale),
  };
}

/** When it is of no more use. */
export const endOf = ({ revalidateUntil, useOnErrorUntil }: Entry) => Math.max(revalidateUntil, useOnErrorUntil);

export const isFresh = (entry: Entry | undefined) => entry !== undefined && Date.now() < entry.freshUntil;

/** Until when it is given without waiting for a new one. */
export const usableUntil = (entry: Entry | undefined) =>
  entry ? Math.max(entry.freshUntil, entry.revalidateUntil) : 0;

/** Parsed for each who is given it, since it is merged into a response. */
export const valueOf = ({ text }: Entry): unknown => parseExactly(text);
