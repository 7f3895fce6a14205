import { sql, type Database } from '@conea/platform';
import type { ErasureStore, OpenErasure } from '../domain/erasure.ts';
import { doing } from './across-organizations.ts';

/** Erasures in Postgres. */
export function createErasureStore(database: Database): ErasureStore {
  return {
    add: async (tx, erasures) => {
      for (const { id, subject, organizationIds, requestedAt, sealedAddress } of erasures)
        await tx.execute(sql`
          insert into erasure_requests (id, subject_type, subject_id, organization_ids, requested_at, asked_at, sealed_address)
          values (${id}, ${subject.type}, ${subject.id}, ${organizationIds}, ${requestedAt}, ${requestedAt}, ${sealedAddress})`);
    },
    lockOpen: async (tx, id) => {
      const row = await tx.maybeOne<ErasureRow>(sql`
        select ${erasureColumns} from erasure_requests where id = ${id} and completed_at is null for update`);
      return row && toErasure(row);
    },
    addAnswer: async (tx, id, domain, answer) => {
      await tx.execute(sql`
        update erasure_requests set answers = ${JSON.stringify({ [domain]: answer })}::jsonb || answers where id = ${id}`);
    },
    complete: async (tx, id, receipt, now) => {
      await tx.execute(sql`
        update erasure_requests set receipt = ${receipt}, completed_at = ${now}, sealed_address = null where id = ${id}`);
    },
    lockOverdue: async (tx, askedBefore, limit) => {
      const rows = await tx.many<ErasureRow>(sql`
        select ${erasureColumns} from erasure_requests
        where completed_at is null and asked_at <= ${askedBefore}
        order by asked_at, id
        limit ${limit}
        for update skip locked`);
      return rows.map(toErasure);
    },
    askAgain: async (tx, id, now) => {
      await tx.execute(sql`update erasure_requests set asked_at = ${now} where id = ${id}`);
    },
    countOpen: async (requestedBefore) => {
      const { count } = await doing(database, 'erasure.follow').one<{ count: number }>(sql`
        select count(*) as count from erasure_requests where completed_at is null and requested_at <= ${requestedBefore}`);
      return count;
    },
  };
}

export type ErasureRow = Omit<OpenErasure, 'subject'> & {
  subjectType: OpenErasure['subject']['type'];
  subjectId: string;
};

export const erasureColumns = sql`id, subject_type as "subjectType", subject_id as "subjectId", organization_ids as "organizationIds",
  requested_at as "requestedAt", sealed_address as "sealedAddress", answers, completed_at as "completedAt", receipt`;

export function toErasure({ subjectType, subjectId, ...row }: ErasureRow): OpenErasure {
  return { ...row, subject: { type: subjectType, id: subjectId } };
}
