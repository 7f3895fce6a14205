import { createHash, createHmac } from 'node:crypto';

/** The absolute life of a session, however often it is refreshed. */
export const sessionSeconds = 2_592_000;

const prefix = 'conea_rt_';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const length = 43;
const pattern = new RegExp(`^${prefix}[0-9A-Za-z]{${length}}$`);
const graceSeconds = 30;

/**
 * The refresh token of a generation of a session. It follows from the key, so the same successor can be handed out again without being
 * stored, and nobody can compute it without the key.
 */
export function deriveRefreshToken(key: Buffer, sessionId: string, generation: number): string {
  return prefix + base62(createHmac('sha256', key).update(`${sessionId}|${generation}`).digest());
}

/** What is stored of a refresh token; null when the text cannot be one. A fast hash will do: the token has 256 bits of entropy. */
export function hashRefreshToken(token: string): Buffer | null {
  return pattern.test(token) ? createHash('sha256').update(token).digest() : null;
}

/** A token that is presented although it cannot be claimed, and the newest token of its session. */
export type Presented = {
  generation: number;
  usedAt: Date | null;
  headGeneration: number;
  headUsedAt: Date | null;
  expiresAt: Date;
  revokedAt: Date | null;
};

/**
 * What a token that cannot be claimed is worth. `repeat`: its answer was lost or several tabs raced, so the successor is given again
 * (FAPI 2.0, section 5.3.2.1). `reuse`: somebody has a copy, the session has to end (RFC 9700, section 4.14.2). Only the token just before an
 * unused newest one can be repeated, for 30 seconds after its first use; generations are compared, never times of issue.
 */
export function judge(presented: Presented, now: Date): 'ended' | 'repeat' | 'reuse' {
  const { generation, usedAt, headGeneration, headUsedAt, expiresAt, revokedAt } = presented;
  if (revokedAt !== null || expiresAt <= now || usedAt === null) return 'ended';
  const isPrevious = generation === headGeneration - 1 && headUsedAt === null;
  const isInGrace = now.getTime() - usedAt.getTime() <= graceSeconds * 1000;
  return isPrevious && isInGrace ? 'repeat' : 'reuse';
}

function base62(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (rest > 0n) {
    text = digits.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text.padStart(length, '0');
}
