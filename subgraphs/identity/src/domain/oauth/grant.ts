import type { Transaction } from '@conea/platform';
import type { RoleHeld } from '../roles.ts';
import type { Owner, Proof } from '../session.ts';

/** A session that a person lets a client have: what came of a code. */
export type NewGrant = {
  id: string;
  userId: string;
  organizationId: string;
  clientId: string;
  scopes: readonly string[];
  /** The session that allowed it: when and how its person proved who they are. */
  approvedIn: string;
  createdAt: Date;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
};

/** What tokens of a grant are made from. */
export type LiveGrant = Owner &
  RoleHeld & {
    clientId: string;
    /** What the person allowed. */
    scopes: string[];
    /** What the client may ask for at the moment. */
    clientScopes: string[];
    membershipVersion: number;
    proof: Proof;
    expiresAt: Date;
  };

/** Whose refresh token it is; `clientId` is null for one of the platform's own applications. */
export type TokenHolder = Owner & {
  clientId: string | null;
  scopes: string[] | null;
  expiresAt: Date;
  isGood: boolean;
};

/** What the use cases need of the stored grants, which are sessions. */
export type GrantStore = {
  start(tx: Transaction, grant: NewGrant): Promise<void>;
  /** Unless it was revoked, has expired, or its person is no longer a member. */
  findLive(grantId: string, now: Date): Promise<LiveGrant | null>;
  /** The key that derived the refresh token of a generation. */
  findKeyId(grantId: string, generation: number): Promise<string | null>;
  findHolder(refreshTokenHash: Buffer, now: Date): Promise<TokenHolder | null>;
};

/** The prefix of the ids of grants: no session of the person's own begins with it. */
export const grantPrefix = 'grt';
