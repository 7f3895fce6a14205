import { sql } from '@conea/platform';
import type { TotpFactor, TotpStore } from '../domain/totp-factor.ts';

const columns = sql`
  id, user_id as "userId", sealed_seed as "sealedSeed", created_at as "createdAt", last_used_at as "lastUsedAt"`;

/** Authenticator apps in Postgres. */
export const totpStore: TotpStore = {
  addPending: async (tx, { id, userId, sealedSeed, createdAt }) => {
    await tx.execute(sql`delete from totp_factors where user_id = ${userId} and confirmed_at is null`);
    await tx.execute(sql`
      insert into totp_factors (id, user_id, sealed_seed, created_at)
      values (${id}, ${userId}, ${sealedSeed}, ${createdAt})`);
  },
  findPending: (tx, userId, since) =>
    tx.maybeOne<TotpFactor>(sql`
      select ${columns} from totp_factors
      where user_id = ${userId} and confirmed_at is null and created_at > ${since}`),
  confirm: async (tx, { id, userId }, step, now) => {
    await tx.execute(sql`delete from totp_factors where user_id = ${userId} and confirmed_at is not null`);
    await tx.execute(sql`
      update totp_factors set confirmed_at = ${now}, last_step = ${step}, last_used_at = ${now} where id = ${id}`);
  },
  findConfirmed: (queries, userId) =>
    queries.maybeOne<TotpFactor>(sql`
      select ${columns} from totp_factors where user_id = ${userId} and confirmed_at is not null`),
  // Compare and set: a racer waits on the row, then finds the step taken.
  useStep: async (tx, id, step, now) =>
    (await tx.execute(sql`
      update totp_factors set last_step = ${step}, last_used_at = ${now} where id = ${id} and last_step < ${step}`)) ===
    1,
  remove: async (tx, userId) => {
    const removed = await tx.many<{ wasConfirmed: boolean }>(sql`
      delete from totp_factors where user_id = ${userId} returning confirmed_at is not null as "wasConfirmed"`);
    return removed.some(({ wasConfirmed }) => wasConfirmed);
  },
};
