import { sql, type Database } from '@conea/platform';
import type { AttemptStore } from '../domain/password-check.ts';
import { admit, forgetBefore, type Attempts } from '../domain/throttle.ts';

/** Failed sign-ins in Postgres, by account and network. */
export function createAttemptStore(database: Database): AttemptStore {
  return {
    admit: (account, network, now, free) =>
      database.transaction(async (tx) => {
        // An update that changes nothing: it locks the row, whether it was there or not.
        const earlier = await tx.one<Attempts>(sql`
          insert into sign_in_attempts as attempt (account_hash, network, failures, last_attempt_at, blocked_until)
          values (${account}, ${network}, 0, ${now}, ${now})
          on conflict (account_hash, network) do update set failures = attempt.failures
          returning failures, last_attempt_at as "lastAttemptAt", blocked_until as "blockedUntil"`);
        const admission = admit(earlier, now, free);
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
      await database.execute(
        sql`delete from sign_in_attempts where account_hash = ${account} and network = ${network}`,
      );
    },
    deleteForgotten: (now) =>
      database.execute(sql`delete from sign_in_attempts where last_attempt_at < ${forgetBefore(now)}`),
  };
}
