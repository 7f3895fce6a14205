import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { accessTokenSeconds, proofClaims, type TokenSigner } from '../access-token.ts';
import type { Proof } from '../session.ts';

/** Who signed in, to which client, and with which access token. */
export type IdTokenSubject = {
  userId: string;
  clientId: string;
  nonce: string | null;
  accessToken: string;
  proof: Proof;
};

/** Signs an id token (OpenID Connect Core, section 2), for an hour. Its type and audience make it worthless as an access token. */
export function signIdToken(issuer: string, signer: TokenSigner, subject: IdTokenSubject, now: Date): Promise<string> {
  const { userId, clientId, nonce, accessToken, proof } = subject;
  const issuedAt = Math.floor(now.getTime() / 1000);
  const claims = { ...proofClaims(proof), at_hash: hashOf(accessToken), ...(nonce !== null && { nonce }) };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: signer.id })
    .setIssuer(issuer)
    .setAudience(clientId)
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + accessTokenSeconds)
    .sign(signer.privateKey);
}

/** The left half of the hash (OpenID Connect Core, section 3.1.3.6). */
function hashOf(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}
