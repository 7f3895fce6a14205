import { SignJWT, type CryptoKey } from 'jose';
import { roleWithin, scopesOf, type RoleHeld } from './roles.ts';
import { isProvenTwice } from './second-factor.ts';
import type { Proof } from './session.ts';

/** The life of an access token. */
export const accessTokenSeconds = 3600;

/** Who issues access tokens, and for whom. */
export type TokenIssuer = { issuer: string; audience: string };

/** The key that signs, and the name under which the key set publishes its public half. */
export type TokenSigner = { id: string; privateKey: CryptoKey };

/** Whose token it is. */
export type TokenSubject = RoleHeld & {
  tokenId: string;
  userId: string;
  organizationId: string;
  /** Which state of the membership the token tells of; a later one makes it worthless. */
  membershipVersion: number;
  sessionId: string;
  proof: Proof;
  sessionExpiresAt: Date;
};

// The platform's own applications; clients of others get an id of their own.
const clientId = 'conea';

/** Signs an access token (RFC 9068, RS256) that ends after an hour, or with the session when that is sooner. */
export async function signAccessToken(
  { issuer, audience }: TokenIssuer,
  signer: TokenSigner,
  subject: TokenSubject,
  now: Date,
): Promise<{ accessToken: string; accessTokenExpiresAt: Date }> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const expiresAt = Math.min(issuedAt + accessTokenSeconds, Math.floor(subject.sessionExpiresAt.getTime() / 1000));
  const scopes = scopesOf(subject);
  const claims = {
    client_id: clientId,
    sid: subject.sessionId,
    org: subject.organizationId,
    role: roleWithin(scopes),
    membership_version: subject.membershipVersion,
    auth_time: Math.floor(subject.proof.authenticatedAt.getTime() / 1000),
    // NIST SP 800-63B: two factors are the second level.
    acr: isProvenTwice(subject.proof.methods) ? 'aal2' : 'aal1',
    amr: subject.proof.methods,
    scope: scopes.join(' '),
  };
  const accessToken = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: signer.id })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .setJti(subject.tokenId)
    .sign(signer.privateKey);
  return { accessToken, accessTokenExpiresAt: new Date(expiresAt * 1000) };
}
