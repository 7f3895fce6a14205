import type { Database } from '@conea/platform';
import { missingOf, type SecondFactorStore } from './second-factor.ts';
import type { Proof } from './session.ts';

/** What tokens are made for: a session, its proof, and its own end. */
export type TokenBearer = { userId: string; organizationId: string; proof: Proof; expiresAt: Date };

/**
 * When tokens end at the latest: with the session, or with the time that the organization gives for a second factor that it lacks; null when that time is up. So
 * nobody goes on with a token of the time before.
 */
export type FindTokenEnd = (bearer: TokenBearer, now: Date) => Promise<Date | null>;

export function createFindTokenEnd({
  secondFactors,
  database,
}: {
  secondFactors: Pick<SecondFactorStore, 'findStanding'>;
  database: Pick<Database, 'bind'>;
}): FindTokenEnd {
  return async ({ userId, organizationId, proof: { methods }, expiresAt }, now) => {
    const own = database.bind({ tenantId: organizationId, personId: userId });
    const standing = await secondFactors.findStanding(own, organizationId, userId);
    if (missingOf(standing, methods, now)) return null;
    const { requiredFrom } = standing.policy;
    const isLacking = requiredFrom !== null && missingOf(standing, methods, requiredFrom) !== null;
    return isLacking && requiredFrom < expiresAt ? requiredFrom : expiresAt;
  };
}
