import { createHash } from 'node:crypto';

/** What is known of a stored record when a version of it arrives. */
export type StoredVersion = { updatedAt: Date; readAt: Date; deletedAt: Date | null; contentHash: string };

/** A version that arrives. */
export type IncomingVersion = { updatedAt: Date; readAt: Date; contentHash: string };

/** `touched`: the same content with a newer time; it is stored, but nothing has changed. `unchanged`: nothing is stored. */
export type MergeDecision = 'created' | 'updated' | 'touched' | 'unchanged';

/**
 * Decides between versions that arrive in any order: the store's time decides, then the time of reading, since stores count whole
 * seconds. A deleted record comes back only with a version that is newer than its deletion.
 */
export function decideMerge(stored: StoredVersion | undefined, incoming: IncomingVersion): MergeDecision {
  if (stored === undefined) return 'created';
  const isOlder = incoming.updatedAt < stored.updatedAt;
  const isBuried = stored.deletedAt !== null && incoming.updatedAt <= stored.deletedAt;
  if (isOlder || isBuried) return 'unchanged';
  if (stored.deletedAt !== null) return 'updated';
  const isSame = incoming.contentHash === stored.contentHash;
  if (incoming.updatedAt > stored.updatedAt) return isSame ? 'touched' : 'updated';
  return isSame || incoming.readAt < stored.readAt ? 'unchanged' : 'updated';
}

/** The same for the same content, whatever the order of its members. */
export function hashContent(content: object): string {
  return createHash('sha256').update(canonical(content)).digest('base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
