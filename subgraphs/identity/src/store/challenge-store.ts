import { bindPerson, sql, type Database } from '@conea/platform';
import {
  challengeLimits,
  type ChallengeKind,
  type ChallengeStore,
  type SignInChallenge,
} from '../domain/sign-in-challenge.ts';
import { doing, within } from './across-organizations.ts';

type Owner = { userId: string };

const ownerOf = (kind: ChallengeKind, hash: Buffer, now: Date) => sql`
  select user_id as "userId" from sign_in_challenges
  where token_hash = ${hash} and kind = ${kind} and ended_at is null and expires_at > ${now}`;

/** Sign-ins in Postgres that wait for a second factor. */
export function createChallengeStore(database: Database): ChallengeStore {
  return {
    add: async (tx, challenge) => {
      const { hash, kind, userId, organizationId, methods, replacesSessionId, createdAt, expiresAt, scopes } =
        challenge;
      await tx.execute(sql`
        insert into sign_in_challenges
          (token_hash, kind, user_id, organization_id, authentication_methods, replaces_session_id, created_at, expires_at, scopes)
        values
          (${hash}, ${kind}, ${userId}, ${organizationId}, ${methods}, ${replacesSessionId}, ${createdAt}, ${expiresAt},
            coalesce(${scopes}, (select scopes from sessions where id = ${replacesSessionId})))`);
    },
    findUser: async (kind, hash, now) =>
      (await doing(database, 'sign_in_challenge.present').maybeOne<Owner>(ownerOf(kind, hash, now)))?.userId ?? null,
    attempt: async (tx, kind, hash, now) => {
      const find = () => tx.maybeOne<Owner>(ownerOf(kind, hash, now));
      const owner = await within(tx, 'sign_in_challenge.present', find);
      if (!owner) return null;
      await bindPerson(tx, owner.userId);
      // Compare and set: a racer waits on the row, then finds it ended or its tries spent.
      return tx.maybeOne<SignInChallenge>(sql`
        update sign_in_challenges set tries = tries + 1
        where token_hash = ${hash} and kind = ${kind} and ended_at is null and expires_at > ${now}
          and tries < ${challengeLimits[kind].tries}
        returning token_hash as hash, kind, user_id as "userId", organization_id as "organizationId",
          authentication_methods as methods, scopes, replaces_session_id as "replacesSessionId"`);
    },
    end: async (tx, hash, now) => {
      await tx.execute(sql`update sign_in_challenges set ended_at = ${now} where token_hash = ${hash}`);
    },
    endOfUser: async (tx, userId, organizationId, now) => {
      await tx.execute(sql`
        update sign_in_challenges set ended_at = ${now}
        where user_id = ${userId} and ended_at is null
          and (${organizationId === null} or organization_id = ${organizationId})`);
    },
    deleteEnded: (before) =>
      doing(database, 'hourly.purge').execute(
        sql`delete from sign_in_challenges where least(expires_at, ended_at) < ${before}`,
      ),
  };
}
