import { sql, type PersonalDataPage, type Queries } from '@conea/platform';
import type { DueRequest } from '../domain/data-export.ts';

/** An export that pages are taken for, and what a domain has told so far. */
export type OpenDomain = {
  userId: string;
  organizationId: string;
  nextPage: number;
  pageCount: number;
  recordCounts: Readonly<Record<string, number>>;
};

/** What a page makes of it. */
export type TakenPage = Pick<OpenDomain, 'pageCount' | 'recordCounts'> & { isLast: boolean; isCutOff: boolean };

/** How the collecting of exports goes on, in Postgres. */
export const dataExportProgress = {
  /** Marks domains as asked whose time has come; each time the next one is further away, from half a minute to six hours. */
  markDue: (tx: Queries, now: Date, limit: number): Promise<DueRequest[]> =>
    tx.many<DueRequest>(sql`
      update data_export_domains as domain
      set asked = domain.asked + 1,
        ask_at = ${now}::timestamptz + least(interval '6 hours', interval '30 seconds' * 2 ^ least(domain.asked, 12))
      from data_exports as export
      where export.id = domain.export_id and (domain.export_id, domain.domain) in (
        select due.export_id, due.domain
        from data_export_domains as due
        join data_exports as open on open.id = due.export_id
        where due.completed_at is null and due.ask_at <= ${now} and open.sealed_private_key is not null and open.expires_at > ${now}
        order by due.ask_at
        limit ${limit}
        for update of due skip locked
      )
      returning export.id as "exportId", export.user_id as "userId", domain.domain, domain.next_page as page,
        domain.next_place as after, export.public_key as "publicKey", export.expires_at as "expiresAt", domain.asked`),
  /** Holds an export; null when it is complete, over or unknown, or does not ask this domain. */
  lock: async (tx: Queries, { exportId, domain }: Pick<PersonalDataPage, 'exportId' | 'domain'>, now: Date) => {
    const owner = await tx.maybeOne<Pick<OpenDomain, 'userId' | 'organizationId'>>(sql`
      select user_id as "userId", requested_in as "organizationId" from data_exports
      where id = ${exportId} and completed_at is null and sealed_private_key is not null and expires_at > ${now}
      for update`);
    const progress = await tx.maybeOne<Omit<OpenDomain, 'userId' | 'organizationId'>>(sql`
      select next_page as "nextPage", page_count as "pageCount", record_counts as "recordCounts" from data_export_domains
      where export_id = ${exportId} and domain = ${domain} and completed_at is null`);
    return owner && progress && { ...owner, ...progress };
  },
  addPage: async (tx: Queries, { exportId, domain, page, ephemeralKey, sealed }: PersonalDataPage): Promise<void> => {
    await tx.execute(sql`
      insert into data_export_pages (export_id, domain, page, ephemeral_key, sealed)
      values (${exportId}, ${domain}, ${page}, ${ephemeralKey}, ${sealed})`);
  },
  advance: async (tx: Queries, page: PersonalDataPage, taken: TakenPage, now: Date): Promise<void> => {
    await tx.execute(sql`
      update data_export_domains
      set next_page = ${page.page + 1}, next_place = ${JSON.stringify(page.next)}::jsonb, asked = 0, ask_at = ${now},
        last_answer_at = ${now}, page_count = ${taken.pageCount}, record_counts = ${JSON.stringify(taken.recordCounts)}::jsonb,
        completed_at = ${taken.isLast ? now : null}, is_cut_off = ${taken.isCutOff}
      where export_id = ${page.exportId} and domain = ${page.domain}`);
  },
  /** False while a domain is not done. */
  complete: async (tx: Queries, exportId: string, now: Date, expiresAt: Date): Promise<boolean> =>
    (await tx.execute(sql`
      update data_exports set completed_at = ${now}, expires_at = ${expiresAt}
      where id = ${exportId}
        and not exists (select from data_export_domains where export_id = ${exportId} and completed_at is null)`)) ===
    1,
  /** Deletes what was collected for exports that are over, with the key of each; answers how many that were. */
  endOver: (tx: Queries, now: Date, limit: number): Promise<number> =>
    tx.execute(sql`
      with over as (
        select id from data_exports
        where expires_at <= ${now} and (sealed_private_key is not null or exists (select from data_export_domains where export_id = id))
        order by expires_at
        limit ${limit}
        for update skip locked
      ), emptied as (
        delete from data_export_domains using over where export_id = over.id
      )
      update data_exports set sealed_private_key = null from over where data_exports.id = over.id`),
  /** Forgets that there were exports. */
  deleteEnded: (tx: Queries, before: Date): Promise<number> =>
    tx.execute(sql`delete from data_exports where expires_at < ${before} and sealed_private_key is null`),
};
