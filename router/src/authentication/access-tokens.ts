import { roles, type CallerUser } from '@conea/platform';
import { hash } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { AuthenticationConfig } from '../config/authentication.ts';
import type { Issuer } from './issuers.ts';
import { KeysUnavailable } from './jwks.ts';

const maxTokenLength = 8_192;
const maxTokens = 10_000;
const claims = z.object({
  sub: z.string().startsWith('usr_'),
  org: z.string().startsWith('org_'),
  sid: z.string(),
  role: z.enum(roles),
  scope: z.string(),
  exp: z.number(),
});

/** Whom an access token stands for; null when it is not good. Throws `KeysUnavailable` when that cannot be said. */
export type VerifyAccessToken = (token: string) => Promise<CallerUser | null>;

/** Verifies access tokens (RFC 9068) of several issuers. A verified token is remembered until it expires, by its hash. */
export function createAccessTokens(
  issuers: readonly Issuer[],
  options: AuthenticationConfig['jwt'],
): VerifyAccessToken {
  const issuerOf = new Map(issuers.map((issuer) => [issuer.name, issuer]));
  const verified = new LRUCache<string, CallerUser>({ max: maxTokens });

  const verify = async (token: string): Promise<CallerUser | null> => {
    const issuer = issuerOf.get(decodeJwt(token).iss ?? '');
    if (!issuer) return null;
    const { payload } = await jwtVerify(token, issuer.jwks.getKey, {
      algorithms: issuer.algorithms,
      typ: options.type,
      issuer: issuer.name,
      audience: issuer.audiences,
      requiredClaims: ['exp', 'iat', 'sub', 'jti'],
      maxTokenAge: options.max_token_age / 1_000,
      clockTolerance: options.clock_tolerance / 1_000,
    });
    const { sub, org, sid, role, scope, exp } = claims.parse(payload);
    const scopes = scope.split(' ').filter(Boolean);
    return { id: sub, organizationId: org, role, scopes, sessionId: sid, expiresAt: exp };
  };
  return async (token) => {
    if (token.length > maxTokenLength) return null;
    const key = hash('sha256', token, 'base64');
    const known = verified.get(key);
    if (known) return isOver(known) ? null : known;
    try {
      const user = await verify(token);
      if (user) verified.set(key, user, { ttl: Math.max(1, user.expiresAt * 1_000 - Date.now()) });
      return user;
    } catch (error) {
      if (error instanceof KeysUnavailable) throw error;
      return null;
    }
  };
}

const isOver = ({ expiresAt }: CallerUser) => expiresAt * 1_000 <= Date.now();
