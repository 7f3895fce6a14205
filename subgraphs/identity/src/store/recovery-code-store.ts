import { sql, type Queries } from '@conea/platform';
import type { RecoveryCodeStore } from '../domain/recovery-code.ts';

const countLeft = async (queries: Queries, userId: string) => {
  const { left } = await queries.one<{ left: number }>(sql`
    select count(*)::int as left from recovery_codes where user_id = ${userId} and used_at is null`);
  return left;
};

/** Recovery codes in Postgres. */
export const recoveryCodeStore: RecoveryCodeStore = {
  replace: async (tx, userId, hashes, now) => {
    await tx.execute(sql`delete from recovery_codes where user_id = ${userId}`);
    await tx.execute(sql`
      insert into recovery_codes (user_id, code_hash, created_at)
      select ${userId}, hash, ${now} from unnest(${[...hashes]}::bytea[]) as hash`);
  },
  // Compare and set: a racer waits on the row, then finds it used.
  use: async (tx, userId, hash, now) => {
    const used = await tx.execute(sql`
      update recovery_codes set used_at = ${now}
      where user_id = ${userId} and code_hash = ${hash} and used_at is null`);
    return used === 1 ? countLeft(tx, userId) : null;
  },
  countLeft,
  deleteAll: async (tx, userId) => {
    await tx.execute(sql`delete from recovery_codes where user_id = ${userId}`);
  },
};
