import { sql, type Database } from '@conea/platform';
import type { PasskeyChallengeStore } from '../domain/passkey.ts';
import { doing } from './across-organizations.ts';

/** What devices are to sign, in Postgres. */
export function createPasskeyChallengeStore(database: Database): PasskeyChallengeStore {
  return {
    add: async (tx, { hash, purpose, userId, expiresAt }) => {
      await tx.execute(sql`
        insert into passkey_challenges (challenge_hash, purpose, user_id, expires_at)
        values (${hash}, ${purpose}, ${userId}, ${expiresAt})`);
    },
    // Compare and set: a racer waits on the row, then finds it gone.
    use: async (tx, purpose, hash, userId, now) => {
      const used = await tx.maybeOne<{ isOwn: boolean }>(sql`
        delete from passkey_challenges
        where challenge_hash = ${hash} and purpose = ${purpose} and expires_at > ${now}
        returning user_id is not distinct from ${userId} as "isOwn"`);
      return used?.isOwn ?? false;
    },
    deleteExpired: (before) =>
      doing(database, 'hourly.purge').execute(sql`delete from passkey_challenges where expires_at < ${before}`),
  };
}
