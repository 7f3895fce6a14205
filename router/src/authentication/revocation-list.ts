import { LRUCache } from 'lru-cache';
import { z } from 'zod';

/** A part of the list of revocations, as an issuer answers it. */
export const revocationPage = z.object({
  revocations: z.array(
    z.object({
      userId: z.string(),
      sessionId: z.string().nullable(),
      organizationId: z.string().nullable(),
      membershipVersion: z.number().nullable(),
      secondsLeft: z.number(),
    }),
  ),
  /** All keys whose tokens are refused, for good. */
  revokedKeys: z.array(z.string()).default([]),
  cursor: z.string(),
  isMore: z.boolean(),
});

type Revocation = z.infer<typeof revocationPage>['revocations'][number];

/** What a token says of where it comes from. */
export type TokenOrigin = {
  userId: string;
  organizationId: string;
  sessionId: string;
  membershipVersion: number;
  keyId: string;
};

/** Revoked sessions, and the versions that memberships have at least: each for as long as there can be a token of it; and revoked keys. */
export function createRevocationList(max: number, onDropped: () => void) {
  // The oldest goes first when there is no room: it is the one that concerns the fewest tokens.
  const options = { max, dispose: (_value: unknown, _key: unknown, why: string) => why === 'evict' && onDropped() };
  const sessions = new LRUCache<string, true>(options);
  const memberships = new LRUCache<string, number>(options);
  let keys: ReadonlySet<string> = new Set();
  const memberOf = (userId: string, organizationId: string) => `${userId} ${organizationId}`;
  return {
    add: ({ userId, sessionId, organizationId, membershipVersion, secondsLeft }: Revocation) => {
      if (secondsLeft <= 0) return;
      const ttl = secondsLeft * 1_000;
      if (sessionId !== null) sessions.set(sessionId, true, { ttl });
      if (organizationId === null || membershipVersion === null) return;
      const member = memberOf(userId, organizationId);
      // Entries come again, and out of order.
      if ((memberships.peek(member) ?? 0) < membershipVersion) memberships.set(member, membershipVersion, { ttl });
    },
    /** Answers whether there is another key among them. */
    setKeys: (ids: readonly string[]): boolean => {
      const isNews = ids.some((id) => !keys.has(id));
      keys = new Set(ids);
      return isNews;
    },
    concerns: ({ userId, organizationId, sessionId, membershipVersion, keyId }: TokenOrigin): boolean =>
      keys.has(keyId) ||
      sessions.peek(sessionId) !== undefined ||
      membershipVersion < (memberships.peek(memberOf(userId, organizationId)) ?? 0),
    size: () => sessions.size + memberships.size,
  };
}
