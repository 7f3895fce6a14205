import type { Queries, Transaction } from '../database.ts';
import { appendToOutbox, platformTenant } from '../mutations.ts';
import { sql } from '../sql.ts';
import { toErasureAnswerEvent, type Kept } from './answer.ts';
import type { ErasureRequest, ErasureSubject } from './subject.ts';

/** What an erasure has come to in one domain. */
export type ErasureProgress = { id: string; subject: ErasureSubject; counts: Readonly<Record<string, number>> };

type Row = Pick<ErasureProgress, 'id' | 'counts'> & { type: ErasureSubject['type']; subjectId: string };

/** Of a domain's database; whoever erases holds it alone, whoever writes about people together. */
const fence = sql`hashtextextended('erasures', 0)`;

/** Who answers, and what they keep. */
export type Answering = { domain: string; keeps?: Kept };

/**
 * From here on the subject is one that was erased: waits for what is being written about anybody, which does not know yet. What was asked for before and
 * is done is answered again.
 */
export async function registerErasure(
  tx: Transaction,
  answering: Answering,
  { erasureId, subject }: ErasureRequest,
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${fence})`);
  const isNew = await tx.execute(sql`
    insert into erasures (id, subject_type, subject_id) values (${erasureId}, ${subject.type}, ${subject.id})
    on conflict (id) do nothing`);
  if (isNew === 1) return;
  const done = await tx.maybeOne<{ counts: ErasureProgress['counts'] }>(
    sql`select counts from erasures where id = ${erasureId} and finished_at is not null`,
  );
  if (done) await answer(tx, answering, { id: erasureId, subject, counts: done.counts });
}

/** Which of these ids were erased; until the transaction ends no more of them are. */
export async function findErased(tx: Queries, ids: readonly string[]): Promise<ReadonlySet<string>> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${fence})`);
  const rows = await tx.many<{ id: string }>(
    sql`select distinct subject_id as id from erasures where subject_id = any(${[...new Set(ids)]})`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Locks the oldest erasure that is not done and that nobody works on, but for these; null without one. */
export async function lockErasure(tx: Queries, except: readonly string[]): Promise<ErasureProgress | null> {
  const row = await tx.maybeOne<Row>(sql`
    select id, subject_type as type, subject_id as "subjectId", counts
    from erasures
    where finished_at is null and id <> all(${except})
    order by requested_at, id
    limit 1
    for update skip locked`);
  return row && { id: row.id, subject: { type: row.type, id: row.subjectId }, counts: row.counts };
}

export async function countErased(
  tx: Queries,
  { id, counts }: ErasureProgress,
  kind: string,
  count: number,
): Promise<void> {
  const now = { ...counts, [kind]: (counts[kind] ?? 0) + count };
  await tx.execute(sql`update erasures set counts = ${JSON.stringify(now)}::jsonb where id = ${id}`);
}

/** Nothing is left: says so, with how much it was and nothing about whom. */
export async function finishErasure(tx: Transaction, answering: Answering, erasure: ErasureProgress): Promise<void> {
  await tx.execute(sql`update erasures set finished_at = now() where id = ${erasure.id}`);
  await answer(tx, answering, erasure);
}

function answer(
  tx: Transaction,
  { domain, keeps }: Answering,
  { id, subject, counts }: ErasureProgress,
): Promise<void> {
  const event = toErasureAnswerEvent({ erasureId: id, domain, counts, kept: keeps?.[subject.type] ?? {} });
  return appendToOutbox(tx, domain, platformTenant, [event]);
}
