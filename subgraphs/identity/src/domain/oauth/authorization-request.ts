import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from '@conea/platform';

/** What a client asks a person for. */
export type AuthorizationRequest = {
  id: string;
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  nonce: string | null;
  /** S256 of the verifier that the code is redeemed with (RFC 7636). */
  codeChallenge: string;
  /** How old the proof of the person may be, in seconds. */
  maxAge: number | null;
  /** Whether the person is asked although they allowed it before. */
  asksAgain: boolean;
  createdAt: Date;
  expiresAt: Date;
};

/** A request that nobody has decided, with what a person is shown. */
export type OpenRequest = AuthorizationRequest & {
  organizationId: string;
  clientName: string;
  /** What the client may ask for at the moment. */
  clientScopes: string[];
};

/** That a person allows it: the code that the client gets. */
export type Approval = { userId: string; sessionId: string; scopes: string[]; codeHash: Buffer; codeExpiresAt: Date };

/** What a code is redeemed with. */
export type Redemption = {
  codeHash: Buffer;
  clientId: string;
  redirectUri: string;
  codeChallenge: string;
  grantId: string;
};

/** What a code was worth. */
export type Redeemed = {
  userId: string;
  organizationId: string;
  approvedIn: string;
  scopes: string[];
  nonce: string | null;
};

/** What the use cases need of the stored requests. */
export type AuthorizationRequestStore = {
  add(tx: Transaction, request: AuthorizationRequest, network: Buffer): Promise<void>;
  /** How many requests from a network are open. */
  countOpen(tx: Transaction, network: Buffer, now: Date): Promise<number>;
  /** An open request of a client of the organization. */
  findOpen(organizationId: string, id: string, now: Date, tx?: Transaction): Promise<OpenRequest | null>;
  /** Of several that decide, one does; the others wait for its transaction and get false. */
  approve(tx: Transaction, id: string, approval: Approval, now: Date): Promise<boolean>;
  deny(tx: Transaction, id: string, now: Date): Promise<boolean>;
  /** Redeems a code whose client, redirect URI and verifier are right, while the session that approved it goes on. Of several that try, one gets it. */
  redeem(tx: Transaction, redemption: Redemption, now: Date): Promise<Redeemed | null>;
  /** Whose a code of the client is, whatever became of it. */
  findCode(
    codeHash: Buffer,
    client: { id: string; organizationId: string },
    tx?: Transaction,
  ): Promise<CodeOwner | null>;
  /** Ends codes of the person that the client has not redeemed. */
  endCodes(tx: Transaction, userId: string, clientId: string, now: Date): Promise<void>;
  /** Deletes what nobody decided since `before`, and all since `longBefore`; answers how many. */
  deleteOld(before: Date, longBefore: Date): Promise<number>;
};

/** `grantId`: the session that the code was worth since `redeemedAt`; both null while it was not redeemed. */
export type CodeOwner = Pick<Redemption, 'redirectUri' | 'codeChallenge'> & {
  userId: string;
  organizationId: string;
  grantId: string | null;
  redeemedAt: Date | null;
};

/** How long a request waits for a decision. */
export const requestSeconds = 600;
/** How long a code waits to be redeemed (ASVS 10.4.3, level 3). */
export const codeSeconds = 60;
/** How long after its first use a code that comes again, with all that is right, counts as sent by the same client at the same time. */
export const codeRaceSeconds = 2;
/** Requests of one network that wait. */
export const maxOpenRequests = 1_000;

const codePrefix = 'conea_ac_';
const verifierShape = /^[\w.~-]{43,128}$/;
const challengeShape = /^[\w-]{43}$/;

/** A code of 256 bits, and what is stored of it. */
export function createCode(): { text: string; hash: Buffer } {
  const text = codePrefix + randomBytes(32).toString('base64url');
  return { text, hash: sha256(text) };
}

/** What a presented code is found by; null when it cannot be one. */
export function readCode(text: string): Buffer | null {
  const isCode = text.startsWith(codePrefix) && /^[\w-]{43}$/.test(text.slice(codePrefix.length));
  return isCode ? sha256(text) : null;
}

/** The challenge of a verifier (RFC 7636, S256); null when the text cannot be one. */
export function challengeOf(verifier: string): string | null {
  return verifierShape.test(verifier) ? sha256(verifier).toString('base64url') : null;
}

export const isChallenge = (text: string) => challengeShape.test(text);

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
