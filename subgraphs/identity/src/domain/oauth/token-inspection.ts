import { createLocalJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { TokenIssuer } from '../access-token.ts';
import type { Keyring } from '../keyring.ts';
import type { RevocationStore } from '../revocation.ts';

const claims = z.object({
  ...{ iss: z.string(), aud: z.string(), sub: z.string(), jti: z.string(), client_id: z.string() },
  ...{ sid: z.string(), org: z.string(), scope: z.string(), membership_version: z.number() },
  ...{ exp: z.number(), iat: z.number() },
});

/** What a good access token says. */
export type AccessTokenClaims = z.infer<typeof claims>;

/** What an access token says, as the router reads it; null when it is not good, or revoked. */
export type InspectToken = (token: string) => Promise<AccessTokenClaims | null>;

const maxLength = 8_192;

export function createTokenInspection({
  keyring,
  issuer: { issuer, audience },
  isRevoked,
  clock,
}: {
  keyring: Keyring;
  issuer: TokenIssuer;
  isRevoked: RevocationStore['isRevoked'];
  clock: () => Date;
}): InspectToken {
  return async (token) => {
    if (token.length > maxLength) return null;
    const { jwks } = await keyring.current();
    const options = { issuer, audience, typ: 'at+jwt', algorithms: ['RS256'], currentDate: clock() };
    const verified = await jwtVerify(token, createLocalJWKSet(jwks), options).catch(() => null);
    const read = claims.safeParse(verified?.payload);
    if (!read.success) return null;
    const { sub: userId, org: organizationId, sid: sessionId, membership_version: membershipVersion } = read.data;
    return (await isRevoked({ userId, organizationId, sessionId, membershipVersion })) ? null : read.data;
  };
}
