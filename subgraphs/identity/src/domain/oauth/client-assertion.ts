import { createHash } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { assertionAlgorithms } from './client-keys.ts';
import type { OauthClient } from './oauth-client.ts';

/** What is stored of the assertions that clients proved themselves with. */
export type ClientAssertionStore = {
  /** False when the client did so before: of several that try, one succeeds. */
  use(client: Pick<OauthClient, 'id' | 'organizationId'>, jtiHash: Buffer, expiresAt: Date): Promise<boolean>;
  /** Answers how many. */
  deleteExpired(before: Date): Promise<number>;
};

/** Whether an assertion proves that it comes from the client, now and for the first time (RFC 7523, section 3). */
export type VerifyAssertion = (client: OauthClient, assertion: string) => Promise<boolean>;

/** The keys that are published at a URL. */
export type FindRemoteKeys = (uri: string) => JWTVerifyGetKey;

/** How long an assertion lasts at most, and how far the clock of a client may be off, in seconds. */
export const assertionSeconds = 300;
const toleranceSeconds = 30;

// One audience, the issuer, as a string: what is for several servers each of them could use at the others.
const claims = z.object({ aud: z.string(), exp: z.number(), jti: z.string().min(1).max(200) });

export function createVerifyAssertion(parts: {
  clientAssertions: Pick<ClientAssertionStore, 'use'>;
  findRemoteKeys: FindRemoteKeys;
  issuer: { issuer: string };
  clock: () => Date;
}): VerifyAssertion {
  const { clientAssertions, findRemoteKeys, issuer, clock } = parts;
  const keysOf = ({ jwks, jwksUri }: OauthClient) => {
    if (jwks !== null) return createLocalJWKSet(jwks);
    return jwksUri === null ? null : findRemoteKeys(jwksUri);
  };
  return async (client, assertion) => {
    const keys = keysOf(client);
    if (!keys) return false;
    const now = clock();
    const verified = await jwtVerify(assertion, keys, {
      ...{ issuer: client.id, subject: client.id, algorithms: [...assertionAlgorithms] },
      ...{ currentDate: now, clockTolerance: toleranceSeconds },
    }).catch(() => null);
    const read = claims.safeParse(verified?.payload);
    if (!read.success || read.data.aud !== issuer.issuer) return false;
    const { exp, jti } = read.data;
    if (exp - now.getTime() / 1000 > assertionSeconds) return false;
    const expiresAt = new Date((exp + toleranceSeconds) * 1000);
    return clientAssertions.use(client, createHash('sha256').update(jti).digest(), expiresAt);
  };
}

/** Whom an assertion names, before anything of it is believed; null when it names nobody. */
export function subjectOfAssertion(assertion: string): string | null {
  try {
    return decodeJwt(assertion).sub ?? null;
  } catch {
    return null;
  }
}
