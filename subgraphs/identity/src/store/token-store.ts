import { sql, type Database } from '@conea/platform';
import type { TokenOwner, TokenStore } from '../domain/one-time-token.ts';

type OwnerRow = { userId: string; address: string; key: string; organizationId: string | null };

function toOwner({ userId, address, key, organizationId }: OwnerRow): TokenOwner {
  return { userId, email: { address, key }, organizationId };
}

/** One-time tokens in Postgres. */
export function createTokenStore(database: Database): TokenStore {
  return {
    add: async (tx, { hash, purpose, userId, email, organizationId, createdAt, expiresAt }) => {
      await tx.execute(sql`
        insert into one_time_tokens (token_hash, purpose, user_id, email, email_key, organization_id, created_at, expires_at)
        values (${hash}, ${purpose}, ${userId}, ${email.address}, ${email.key}, ${organizationId}, ${createdAt}, ${expiresAt})`);
    },
    findOpen: async (purpose, hash, now) => {
      const owner = await database.maybeOne<OwnerRow & { name: string }>(sql`
        select token.user_id as "userId", token.email as address, token.email_key as key,
          token.organization_id as "organizationId", person.name
        from one_time_tokens as token
        join users as person on person.id = token.user_id
        where token_hash = ${hash} and purpose = ${purpose} and ended_at is null and expires_at > ${now}`);
      return owner && { ...toOwner(owner), name: owner.name };
    },
    // Compare and set: a racer waits on the row, then finds it ended.
    use: async (tx, purpose, hash, now) => {
      const owner = await tx.maybeOne<OwnerRow>(sql`
        update one_time_tokens set ended_at = ${now}
        where token_hash = ${hash} and purpose = ${purpose} and ended_at is null and expires_at > ${now}
        returning user_id as "userId", email as address, email_key as key, organization_id as "organizationId"`);
      return owner && toOwner(owner);
    },
    endOpen: async (tx, userId, purposes, now) => {
      await tx.execute(sql`
        update one_time_tokens set ended_at = ${now}
        where user_id = ${userId} and purpose = any(${purposes}) and ended_at is null`);
    },
    endAll: async (tx, userId, now) => {
      await tx.execute(sql`
        update one_time_tokens set ended_at = ${now} where user_id = ${userId} and ended_at is null`);
    },
    deleteEnded: (before) =>
      database.execute(sql`delete from one_time_tokens where least(expires_at, ended_at) < ${before}`),
  };
}
