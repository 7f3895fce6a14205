import { createHash, randomBytes } from 'node:crypto';
import type { Queries, Transaction } from '@conea/platform';

// Crockford's base32: no letter that looks like a digit.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 24;
/** How many a person has. */
export const recoveryCodeCount = 10;

/** Codes as they are shown once, and what is stored of them. */
export type RecoveryCodes = { texts: string[]; hashes: Buffer[] };

/** What the use cases need of the stored codes. */
export type RecoveryCodeStore = {
  /** Instead of all earlier ones. */
  replace(tx: Transaction, userId: string, hashes: readonly Buffer[], now: Date): Promise<void>;
  /** How many are left when this one was unused; null when it was not. Of several that try, one succeeds. */
  use(tx: Transaction, userId: string, hash: Buffer, now: Date): Promise<number | null>;
  countLeft(queries: Queries, userId: string): Promise<number>;
  deleteAll(tx: Transaction, userId: string): Promise<void>;
};

/** Ten codes of 120 bits: a fast hash will do for so long a secret. */
export function createRecoveryCodes(): RecoveryCodes {
  const texts = Array.from({ length: recoveryCodeCount }, createText);
  return { texts, hashes: texts.map((text) => hashOf(text.replaceAll('-', ''))) };
}

/** What a code is found by, however it is spaced or written; null when the text cannot be one. */
export function readRecoveryCode(text: string): Buffer | null {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{24}$/.test(plain) ? hashOf(plain) : null;
}

function createText(): string {
  const code = Array.from(randomBytes(length), (byte) => letters.charAt(byte % letters.length)).join('');
  return code.replaceAll(/.{6}(?=.)/g, '$&-');
}

const hashOf = (code: string) => createHash('sha256').update(code).digest();
