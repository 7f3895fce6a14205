import { ClientError, roles, type CallerUser } from '@conea/platform';
import { createHash } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { AuthenticationConfig } from '../config/authentication.ts';
import type { Issuer } from '../issuers.ts';

const maxTokenLength = 8_192;
const claims = z.object({
  sub: z.string().startsWith('usr_'),
  org: z.string().startsWith('org_'),
  sid: z.string(),
  role: z.enum(roles),
  scope: z.string(),
  exp: z.number(),
});

/** Who a request comes from: null for an anonymous one. Throws UNAUTHENTICATED, always the same, for a token that is not good. */
export type Identify = (authorization: string | undefined) => Promise<CallerUser | null>;

/** The one answer to every failed authentication. */
export const invalidToken = () => new ClientError('UNAUTHENTICATED', 'The access token is not valid.', { status: 401 });

/** Verifies RS256 access tokens (RFC 9068). A verified token is remembered until it expires, by its hash. */
export function createIdentify(issuers: readonly Issuer[], options: AuthenticationConfig['jwt']): Identify {
  if (issuers.length === 0) return async () => null;
  const issuerOf = new Map(issuers.map((issuer) => [issuer.name, issuer]));
  const verified = new LRUCache<string, CallerUser>({ max: 10_000 });

  const verify = async (token: string): Promise<CallerUser> => {
    const issuer = issuerOf.get(decodeJwt(token).iss ?? '');
    if (!issuer) throw invalidToken();
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
    return {
      id: sub,
      organizationId: org,
      role,
      scopes: scope.split(' ').filter(Boolean),
      sessionId: sid,
      expiresAt: exp,
    };
  };
  return async (authorization) => {
    if (authorization === undefined) return null;
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1];
    if (token === undefined || token.length > maxTokenLength) throw invalidToken();
    const hash = createHash('sha256').update(token).digest('base64');
    const known = verified.get(hash);
    if (known) return notExpired(known);
    try {
      const user = await verify(token);
      verified.set(hash, user, { ttl: Math.max(1, user.expiresAt * 1000 - Date.now()) });
      return user;
    } catch {
      throw invalidToken();
    }
  };
}

function notExpired(user: CallerUser): CallerUser {
  if (user.expiresAt * 1000 <= Date.now()) throw invalidToken();
  return user;
}
