import { createHash, randomBytes } from 'node:crypto';
import type { Queries, Transaction } from '@conea/platform';

/** The public half of a credential that a device of a person keeps (WebAuthn). */
export type Passkey = {
  id: string;
  userId: string;
  name: string;
  /** Base64url, as the device calls it. */
  credentialId: string;
  publicKey: Buffer;
  /** How often the device says that it was used; zero when it does not count. */
  counter: number;
  transports: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
};

/** Of one person. */
export const maxPasskeys = 20;

/** What the use cases need of the stored passkeys. */
export type PasskeyStore = {
  /** False when somebody has registered this credential before. */
  add(tx: Transaction, passkey: Omit<Passkey, 'lastUsedAt'>): Promise<boolean>;
  listOfUser(queries: Queries, userId: string): Promise<Passkey[]>;
  findByCredential(tx: Transaction, credentialId: string): Promise<Passkey | null>;
  /** False when the device counted as much before: of several that say the same count, one succeeds. */
  noteUse(tx: Transaction, id: string, counter: number, now: Date): Promise<boolean>;
  rename(tx: Transaction, userId: string, id: string, name: string): Promise<boolean>;
  remove(tx: Transaction, userId: string, id: string): Promise<boolean>;
  removeAll(tx: Transaction, userId: string): Promise<void>;
};

type Purpose = 'registration' | 'authentication';

/** What a device is to sign: for one use, for one purpose, by one person or by whoever has one of the passkeys. */
export type PasskeyChallenge = { hash: Buffer; purpose: Purpose; userId: string | null; expiresAt: Date };

/** What the use cases need of the stored challenges. */
export type PasskeyChallengeStore = {
  add(tx: Transaction, challenge: PasskeyChallenge): Promise<void>;
  /** Uses it up, also when it is for somebody else. Of several that try, one gets it. */
  use(tx: Transaction, purpose: Purpose, hash: Buffer, userId: string | null, now: Date): Promise<boolean>;
  /** Deletes what ended before this time; answers how many. */
  deleteExpired(before: Date): Promise<number>;
};

/** How long a device has to answer. */
export const passkeySeconds = 300;

/** What is stored of a challenge; a fast hash will do for 256 bits. */
export const hashPasskeyChallenge = (text: string) => createHash('sha256').update(text).digest();

/** A new challenge, and what is stored of it. */
export function createPasskeyChallenge(now: Date): { bytes: Buffer } & Pick<PasskeyChallenge, 'hash' | 'expiresAt'> {
  const bytes = randomBytes(32);
  const expiresAt = new Date(now.getTime() + passkeySeconds * 1000);
  return { bytes, hash: hashPasskeyChallenge(bytes.toString('base64url')), expiresAt };
}

/** What a device is told of passkeys, as JSON. */
export const toKnown = (passkeys: readonly Passkey[]) =>
  passkeys.map(({ credentialId, transports }) => ({ credentialId, transports }));
