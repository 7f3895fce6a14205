import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RedirectSecrets } from './provider-identity.ts';

const prefixes = { ticket: 'conea_pl_', code: 'conea_pc_', state: '', browser: '' } as const;

/** What a secret of 256 bits is for: to begin a link, to be exchanged for a session, to know an answer and a browser again. */
export type SecretPurpose = keyof typeof prefixes;

const form = /^[\w-]{43}$/;

/** A secret, and what is stored of it. */
export function createRedirectSecret(purpose: SecretPurpose): { text: string; hash: Buffer } {
  const text = prefixes[purpose] + randomBytes(32).toString('base64url');
  return { text, hash: hashOf(text) };
}

/** What a presented secret is found by; null when the text cannot be one. */
export function readRedirectSecret(purpose: SecretPurpose, text: string | null | undefined): Buffer | null {
  const prefix = prefixes[purpose];
  const isSecret = text?.startsWith(prefix) === true && form.test(text.slice(prefix.length));
  return isSecret ? hashOf(text) : null;
}

/**
 * Nonce and PKCE verifier of a redirect: they follow from the secret in the cookie of the browser, so they are stored nowhere and nobody
 * without the cookie has them.
 */
export function deriveRedirectSecrets(browserSecret: string, state: string): RedirectSecrets {
  const derive = (purpose: string) =>
    createHmac('sha256', browserSecret).update(`${purpose}|${state}`).digest('base64url');
  return { state, nonce: derive('nonce'), codeVerifier: derive('verifier') };
}

/** Whether the text can be a PKCE challenge of the method S256 (RFC 7636). */
export const isCodeChallenge = (text: string | null): text is string => text !== null && form.test(text);

/** Whether a verifier is the one of the challenge (RFC 7636, S256). */
export function isVerifierOf(codeVerifier: string, codeChallenge: string): boolean {
  const isVerifier = /^[\w.~-]{43,128}$/.test(codeVerifier);
  return isVerifier && isSame(hashOf(codeVerifier), Buffer.from(codeChallenge, 'base64url'));
}

/** Compares without telling by the time how much is alike. */
export function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
