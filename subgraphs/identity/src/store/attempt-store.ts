import { sql, type Database } from '@conea/platform';
import type { AttemptStore } from '../domain/password-check.ts';
import { admit, type Attempts } from '../domain/throttle.ts';

/** Failed sign-ins in Postgres, by account and network. */
export function createAttemptStore(database: Database): AttemptStore {
  return {
    admit: (account, network, now) =>
      database.transaction(async (tx) => {
        await tx.execute(sql`
          insert into sign_in_attempts (account_hash, network, failures, last_attempt_at, blocked_until)
          values (${account}, ${network}, 0, ${now}, ${now})
          on conflict do nothing`);
        const earlier = await tx.one<Attempts>(sql`
          select failures, last_attempt_at as "lastAttemptAt", blocked_until as "blockedUntil"
          from sign_in_attempts
          where account_hash = ${account} and network = ${network}
          for update`);
        const admission = admit(earlier, now);
        if (admission.isAdmitted) {
          const { failures, lastAttemptAt, blockedUntil } = admission.attempts;
          await tx.execute(sql`
            update sign_in_attempts
            set failures = ${failures}, last_attempt_at = ${lastAttemptAt}, blocked_until = ${blockedUntil}
            where account_hash = ${account} and network = ${network}`);
        }
        return admission;
      }),
    forget: async (account, network) => {
      await database.execute(sql`delete from sign_in_attempts where account_hash = ${account} and network = ${network}`);
    },
  };
}
