import { roles, type CallerUser } from '@conea/platform';
import { hash } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { AuthenticationConfig } from '../config/authentication.ts';
import type { Issuer } from './issuers.ts';
import { KeysUnavailable } from './jwks.ts';
import type { TokenOrigin } from './revocation-list.ts';

const maxTokenLength = 8_192;
const maxTokens = 10_000;
const claims = z.object({
  // A user, or a service account.
  sub: z.string().regex(/^(?:usr|sva)_/),
  org: z.string().startsWith('org_'),
  sid: z.string(),
  role: z.enum(roles),
  scope: z.string(),
  membership_version: z.number().default(0),
  exp: z.number(),
  // Who acts as the subject (RFC 8693). A chain of actors is nothing that we issue.
  act: z.strictObject({ sub: z.string().startsWith('usr_') }).optional(),
});

/** Whom an access token stands for; null when it is not good. Throws `KeysUnavailable` when that cannot be said. */
export type VerifyAccessToken = (token: string) => Promise<CallerUser | null>;

/** A token that was good when it was verified; it may be revoked since. */
type Verified = { user: CallerUser; issuer: Issuer; origin: TokenOrigin };

/** Verifies access tokens (RFC 9068) of several issuers. A verified token is remembered until it expires, by its hash, and looked up in what its issuer revoked each time. */
export function createAccessTokens(
  issuers: readonly Issuer[],
  options: AuthenticationConfig['jwt'],
): VerifyAccessToken {
  const issuerOf = new Map(issuers.map((issuer) => [issuer.name, issuer]));
  const verified = new LRUCache<string, Verified>({ max: maxTokens });
  const timeLeft = ({ expiresAt }: CallerUser) => expiresAt * 1_000 + options.clock_tolerance - Date.now();

  const verify = async (token: string): Promise<Verified | null> => {
    const issuer = issuerOf.get(decodeJwt(token).iss ?? '');
    if (!issuer) return null;
    const { payload, protectedHeader } = await jwtVerify(token, issuer.jwks.getKey, {
      algorithms: issuer.algorithms,
      typ: options.type,
      issuer: issuer.name,
      audience: issuer.audiences,
      requiredClaims: ['exp', 'iat', 'sub', 'jti'],
      maxTokenAge: options.max_token_age / 1_000,
      clockTolerance: options.clock_tolerance / 1_000,
    });
    const { sub, org, sid, role, scope, exp, act, membership_version: membershipVersion } = claims.parse(payload);
    if (act?.sub === sub) return null;
    const scopes = scope.split(' ').filter(Boolean);
    const impersonation = act && { impersonatorId: act.sub };
    const user = { id: sub, organizationId: org, role, scopes, sessionId: sid, expiresAt: exp, ...impersonation };
    const keyId = protectedHeader.kid ?? '';
    return { user, issuer, origin: { userId: sub, organizationId: org, sessionId: sid, membershipVersion, keyId } };
  };
  return async (token) => {
    if (token.length > maxTokenLength) return null;
    const key = hash('sha256', token, 'base64');
    const known = verified.get(key);
    if (known) return timeLeft(known.user) > 0 ? unlessRevoked(known) : null;
    try {
      const good = await verify(token);
      if (good === null) return null;
      verified.set(key, good, { ttl: Math.max(1, timeLeft(good.user)) });
      return await unlessRevoked(good);
    } catch (error) {
      if (error instanceof KeysUnavailable) throw error;
      return null;
    }
  };
}

async function unlessRevoked({ user, issuer: { revocations }, origin }: Verified): Promise<CallerUser | null> {
  return revocations && (await revocations.isRevoked(origin)) ? null : user;
}
