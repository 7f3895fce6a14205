import { sql, type Database } from '@conea/platform';
import type { MailCountStore } from '../domain/mail-allowance.ts';

/** Counts of mails in Postgres, by the hour. */
export function createMailCountStore(database: Database): MailCountStore {
  return {
    count: async (tx, subjects, hour) => {
      // In one order everywhere, so that two requests do not wait for each other.
      const inOrder = subjects.toSorted((one, other) => one.compare(other));
      const rows = await tx.many<{ subject: Buffer; mails: number }>(sql`
        insert into mail_counts as counted (subject_hash, hour, mails)
        select subject, ${hour}, 1 from unnest(${inOrder}::bytea[]) as subject
        on conflict (subject_hash, hour) do update set mails = counted.mails + 1
        returning subject_hash as subject, mails`);
      return subjects.map((subject) => rows.find((row) => row.subject.equals(subject))?.mails ?? 0);
    },
    deleteBefore: (before) => database.execute(sql`delete from mail_counts where hour < ${before}`),
  };
}
