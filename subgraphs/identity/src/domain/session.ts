import type { Keyset, PageRequest, Transaction } from '@conea/platform';
import type { LoginScope } from './login-scope.ts';
import type { Presented } from './refresh-token.ts';
import type { RoleHeld } from './roles.ts';

/** A session to be created: a family of refresh tokens with an absolute end. */
export type NewSession = {
  id: string;
  userId: string;
  organizationId: string;
  createdAt: Date;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
  /** How its person proved who they are (RFC 8176). */
  methods: readonly string[];
  /** What it may do at most; null: whatever the role permits. */
  scopes: readonly LoginScope[] | null;
};

/** A session that goes on, as its person sees it. */
export type Session = Omit<NewSession, 'methods' | 'scopes'> & { lastSeenAt: Date; impersonatorId: string | null };

/** Which sessions of a person: all of them, those in one organization, those of a client, one, or all but one. */
export type SessionSelection = {
  userId: string;
  organizationId?: string;
  sessionId?: string;
  exceptSessionId?: string;
  clientId?: string;
};

/** One refresh token as it is stored. */
export type RefreshTokenRecord = {
  sessionId: string;
  generation: number;
  tokenHash: Buffer;
  keyId: string;
  createdAt: Date;
};

/** Whose token was presented, and where the session is at work. */
export type Owner = { sessionId: string; userId: string; organizationId: string };

/** When and how a session was last proved: RFC 8176 has the methods. */
export type Proof = { authenticatedAt: Date; methods: string[] };

/** What tokens of a live session are made from. */
export type LiveSession = Owner &
  RoleHeld & {
    membershipVersion: number;
    scopes: LoginScope[] | null;
    proof: Proof;
    expiresAt: Date;
    keyId: string;
    tokenHash: Buffer;
  };

/** What the use cases need of the stored sessions. */
export type SessionStore = {
  create(tx: Transaction, session: NewSession): Promise<void>;
  addRefreshToken(tx: Transaction, token: RefreshTokenRecord): Promise<void>;
  /** Marks an unused token of a live session as used, if it is the client's. Of several that try, one gets it; the others wait for its transaction and get null. */
  claim(
    tx: Transaction,
    tokenHash: Buffer,
    clientId: string | null,
    now: Date,
  ): Promise<(Owner & Proof & { generation: number }) | null>;
  /** Gives a token back that this transaction has claimed. */
  unclaim(tx: Transaction, tokenHash: Buffer): Promise<void>;
  findPresented(
    tx: Transaction,
    tokenHash: Buffer,
    clientId: string | null,
  ): Promise<(Owner & Proof & Presented) | null>;
  /** From now on the session acts in another organization. */
  move(tx: Transaction, sessionId: string, organizationId: string): Promise<void>;
  /** False when it was revoked before. */
  revoke(tx: Transaction, sessionId: string, reason: RevocationReason, now: Date): Promise<boolean>;
  /** Revokes those that go on; answers their ids. */
  revokeSelected(tx: Transaction, selection: SessionSelection, reason: RevocationReason, now: Date): Promise<string[]>;
  /** Revokes those that act in an organization and go on; answers their ids. */
  revokeOfOrganization(tx: Transaction, organizationId: string, reason: RevocationReason, now: Date): Promise<string[]>;
  /** The sessions of a person's own that go on, the newest first; what they let clients have is not among them. */
  pageOfUser(userId: string, now: Date, page: PageRequest): Promise<Session[]>;
  /** When and how a live session was last proved, and whether its scopes are limited; null for any other. */
  findProof(tx: Transaction, sessionId: string, now: Date): Promise<(Proof & { isLimited: boolean }) | null>;
  /** Notes a proof by these methods (RFC 8176); false when the session has ended. */
  noteProof(tx: Transaction, sessionId: string, methods: readonly string[], now: Date): Promise<boolean>;
  /** The session of a generation, unless it was revoked, has expired, or its user is no longer a member. */
  findLive(sessionId: string, generation: number, now: Date): Promise<LiveSession | null>;
  /** Deletes sessions whose absolute end is before this time, with their tokens; answers how many. */
  deleteExpired(before: Date): Promise<number>;
};

/** Why a session ended before its time. */
export type RevocationReason =
  | 'sign_out'
  | 'revoked_by_user'
  | 'revoked_by_client'
  | 'authorization_code_reuse'
  | 'revoked_by_admin'
  | 'refresh_token_reuse'
  | 'member_removed'
  | 'member_suspended'
  | 'user_suspended'
  | 'account_deleted'
  | 'organization_deleted'
  | 'password_changed'
  | 'email_changed'
  | 'mfa_changed'
  | 'key_compromised'
  | 'impersonation_ended'
  | 'impersonator_ended'
  | 'membership_changed'
  | 'identity_changed';

/** The position of a session in the list of its person. */
export function keysetOfSession({ createdAt, id }: Session): Keyset {
  return { at: createdAt, id };
}
