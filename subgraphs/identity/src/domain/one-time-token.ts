import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from '@conea/platform';
import type { Email } from './email.ts';

const purposes = {
  verify_email: { prefix: 'conea_ev_', seconds: 24 * 3600 },
  change_email: { prefix: 'conea_ec_', seconds: 24 * 3600 },
  reset_password: { prefix: 'conea_pr_', seconds: 600 },
  accept_invitation: { prefix: 'conea_in_', seconds: 7 * 24 * 3600 },
  restore_account: { prefix: 'conea_ra_', seconds: 600 },
  restore_organization: { prefix: 'conea_ro_', seconds: 600 },
} as const;

/** What a mailed token is good for. */
export type TokenPurpose = keyof typeof purposes;

/** A token as it is stored. */
export type OneTimeToken = {
  hash: Buffer;
  purpose: TokenPurpose;
  userId: string | null;
  email: Email;
  /** For whom its user acts with it; null for themselves. */
  organizationId: string | null;
  createdAt: Date;
  expiresAt: Date;
};

/** Whose token was presented, for which address, and for which organization if any. */
export type TokenOwner = { userId: string; email: Email; organizationId: string | null };

/** What the use cases need of the stored tokens. */
export type TokenStore = {
  add(tx: Transaction, token: OneTimeToken): Promise<void>;
  /** Whose open token it is, without ending it, and what they are called. */
  findOpen(purpose: TokenPurpose, hash: Buffer, now: Date): Promise<(TokenOwner & { name: string }) | null>;
  /** Ends an open token. Of several that try, one gets it; the others wait for its transaction and get null. */
  use(tx: Transaction, purpose: TokenPurpose, hash: Buffer, now: Date): Promise<TokenOwner | null>;
  /** Ends what is open of the user. */
  endOpen(tx: Transaction, userId: string, purposes: readonly TokenPurpose[], now: Date): Promise<void>;
  /** Ends all that is open of the user. */
  endAll(tx: Transaction, userId: string, now: Date): Promise<void>;
};

/** Makes a token of 256 bits: the text for the mail, and what is stored of it. A fast hash will do for so long a secret. */
export function createOneTimeToken(
  purpose: TokenPurpose,
  { userId, email, organizationId = null }: { userId: string | null; email: Email; organizationId?: string | null },
  now: Date,
  /** When it ends; as its purpose says when that is left out. */
  end?: Date,
): { text: string; token: OneTimeToken } {
  const { prefix, seconds } = purposes[purpose];
  const text = prefix + randomBytes(32).toString('base64url');
  const expiresAt = end ?? new Date(now.getTime() + seconds * 1000);
  return { text, token: { hash: hash(text), purpose, userId, email, organizationId, createdAt: now, expiresAt } };
}

/** What a presented token is found by; null when the text cannot be one of this purpose. */
export function readOneTimeToken(purpose: TokenPurpose, text: string): Buffer | null {
  const { prefix } = purposes[purpose];
  const isToken = text.startsWith(prefix) && /^[\w-]{43}$/.test(text.slice(prefix.length));
  return isToken ? hash(text) : null;
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
