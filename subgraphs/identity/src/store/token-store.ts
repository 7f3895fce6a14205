import { sql, type Database } from '@conea/platform';
import type { TokenStore } from '../domain/one-time-token.ts';

type OwnerRow = { userId: string; address: string; key: string };

/** One-time tokens in Postgres. */
export function createTokenStore(database: Database): TokenStore {
  return {
    add: async (tx, { hash, purpose, userId, email, createdAt, expiresAt }) => {
      await tx.execute(sql`
        insert into one_time_tokens (token_hash, purpose, user_id, email, email_key, created_at, expires_at)
        values (${hash}, ${purpose}, ${userId}, ${email.address}, ${email.key}, ${createdAt}, ${expiresAt})`);
    },
    findOpen: async (purpose, hash, now) => {
      const owner = await database.maybeOne<OwnerRow & { name: string }>(sql`
        select token.user_id as "userId", token.email as address, token.email_key as key, person.name
        from one_time_tokens as token
        join users as person on person.id = token.user_id
        where token_hash = ${hash} and purpose = ${purpose} and ended_at is null and expires_at > ${now}`);
      return owner && { userId: owner.userId, name: owner.name, email: { address: owner.address, key: owner.key } };
    },
    // Compare and set: a racer waits on the row, then finds it ended.
    use: async (tx, purpose, hash, now) => {
      const owner = await tx.maybeOne<OwnerRow>(sql`
        update one_time_tokens set ended_at = ${now}
        where token_hash = ${hash} and purpose = ${purpose} and ended_at is null and expires_at > ${now}
        returning user_id as "userId", email as address, email_key as key`);
      return owner && { userId: owner.userId, email: { address: owner.address, key: owner.key } };
    },
    endOpen: async (tx, userId, purposes, now) => {
      await tx.execute(sql`
        update one_time_tokens set ended_at = ${now}
        where user_id = ${userId} and purpose = any(${purposes}) and ended_at is null`);
    },
    deleteEnded: (before) =>
      database.execute(sql`delete from one_time_tokens where least(expires_at, ended_at) < ${before}`),
  };
}
