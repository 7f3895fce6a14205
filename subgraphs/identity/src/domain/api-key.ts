import type { Keyset, PageRequest, Transaction } from '@conea/platform';
import type { RoleHeld } from './roles.ts';

/** A key by which software acts for a user, or for a service account. */
export type ApiKey = {
  id: string;
  /** A user, or a service account. */
  userId: string;
  organizationId: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  /** The key that took its place; then `expiresAt` is the end of the grace period. */
  replacedBy: string | null;
  /** Units of query cost an hour; null: only the budget of its owner applies. */
  budget: number | null;
};

/** For whom a key acts, and in which organization. */
export type KeyOwner = { userId: string; organizationId: string };

export type NewApiKey = Omit<ApiKey, 'lastUsedAt' | 'revokedAt' | 'replacedBy'> & { secretHash: Buffer };

/** A stored key with what is needed to let its bearer in. */
export type PresentedKey = ApiKey & RoleHeld & { secretHash: Buffer };

/** A key whose end is near; of `daysLeft` or fewer days nobody was warned before. */
export type EndingKey = KeyOwner & {
  id: string;
  name: string;
  daysLeft: number;
  /** The name of the service account that it acts for; null for a user. */
  serviceAccount: string | null;
  /** Of the user; for a service account, which reads no mail, of all admins. */
  toldIds: string[];
};

/** What the use cases need of the stored keys. */
export type ApiKeyStore = {
  create(tx: Transaction, key: NewApiKey): Promise<void>;
  /** How many keys of the owner still work; concurrent creations wait for each other. */
  countLive(tx: Transaction, ownerId: string, now: Date): Promise<number>;
  /** Keeps others from changing it until the transaction ends. */
  lock(tx: Transaction, owner: KeyOwner, id: string): Promise<ApiKey | null>;
  /** From now on the key ends with its grace period. */
  replace(tx: Transaction, id: string, replacedBy: string, graceUntil: Date): Promise<void>;
  /** Marks at most `limit` keys as warned of; another process passes over them. */
  markEnding(tx: Transaction, now: Date, limit: number): Promise<EndingKey[]>;
  /** False when the user has no such key. A key that was revoked before stays revoked since then. */
  revoke(tx: Transaction, owner: KeyOwner, id: string, now: Date): Promise<boolean>;
  /** Answers the ids of those that worked. */
  revokeAll(tx: Transaction, owner: KeyOwner, now: Date): Promise<string[]>;
  /** Null also when its owner is no longer a member of its organization, or disabled. */
  findByPrefix(prefix: string): Promise<PresentedKey | null>;
  /** Written at most once a minute, so that checking a key is hardly ever a write. */
  noteUse(key: { id: string; organizationId: string }, now: Date): Promise<void>;
  /** The service account of a key; null for one that there is not, or that is a user's. */
  findServiceAccount(tx: Transaction, organizationId: string, id: string): Promise<string | null>;
  /** Those of the user, and of service accounts too for an admin. */
  listByIds(owner: KeyOwner, isAdmin: boolean, ids: readonly string[]): Promise<ApiKey[]>;
  pageOfOwner(owner: KeyOwner, page: PageRequest): Promise<ApiKey[]>;
};

/** The position of a key in the list of its owner. */
export function keysetOfApiKey({ createdAt, id }: ApiKey): Keyset {
  return { at: createdAt, id };
}
