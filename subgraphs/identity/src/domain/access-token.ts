import { SignJWT, type CryptoKey } from 'jose';
import { roleWithin } from './roles.ts';
import { isProvenTwice } from './second-factor.ts';
import type { Proof } from './session.ts';

/** The life of an access token. */
export const accessTokenSeconds = 3600;

/** Who issues access tokens, and for whom. */
export type TokenIssuer = { issuer: string; audience: string };

/** The key that signs, and the name under which the key set publishes its public half. */
export type TokenSigner = { id: string; privateKey: CryptoKey };

/** Whose token it is. */
export type TokenSubject = {
  tokenId: string;
  /** A user, or a service account. */
  userId: string;
  organizationId: string;
  clientId: string;
  scopes: readonly string[];
  /** Which state of the membership the token tells of; a later one makes it worthless. */
  membershipVersion: number;
  sessionId: string;
  /** Null: nobody signed in, or somebody else acts as the user. */
  proof: Proof | null;
  /** Who acts as the user. */
  impersonatorId?: string;
  sessionExpiresAt: Date;
};

/** The platform's own applications; clients of others have an id of their own. */
export const ownClientId = 'conea';

/** Signs an access token (RFC 9068, RS256) that ends after an hour, or with the session when that is sooner. */
export async function signAccessToken(
  { issuer, audience }: TokenIssuer,
  signer: TokenSigner,
  subject: TokenSubject,
  now: Date,
): Promise<{ accessToken: string; accessTokenExpiresAt: Date }> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const expiresAt = Math.min(issuedAt + accessTokenSeconds, Math.floor(subject.sessionExpiresAt.getTime() / 1000));
  const claims = {
    client_id: subject.clientId,
    sid: subject.sessionId,
    org: subject.organizationId,
    role: roleWithin(subject.scopes),
    membership_version: subject.membershipVersion,
    ...(subject.proof && proofClaims(subject.proof)),
    ...(subject.impersonatorId !== undefined && { act: { sub: subject.impersonatorId } }),
    scope: subject.scopes.join(' '),
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

/** When and how somebody signed in, as tokens say it. */
export function proofClaims({ authenticatedAt, methods }: Proof) {
  return {
    auth_time: Math.floor(authenticatedAt.getTime() / 1000),
    // NIST SP 800-63B: two factors are the second level.
    acr: isProvenTwice(methods) ? 'aal2' : 'aal1',
    amr: methods,
  };
}
