import { sql, type Database, type Queries } from '@conea/platform';
import {
  exportedDomains,
  type DataExport,
  type DataExportStore,
  type DomainProgress,
  type SealedPage,
} from '../domain/data-export.ts';

type Row = Omit<DataExport, 'domains'> & { sealedPrivateKey: string | null };

const columns = sql`
  id, user_id as "userId", requested_at as "requestedAt", completed_at as "completedAt", expires_at as "expiresAt",
  sealed_private_key as "sealedPrivateKey"`;

/** Exports of personal data in Postgres. */
export function createDataExportStore(database: Database): DataExportStore {
  return {
    listTimes: async (tx, userId, since) => {
      const rows = await tx.many<{ requestedAt: Date }>(sql`
        select requested_at as "requestedAt" from data_exports
        where user_id = ${userId} and requested_at > ${since}
        order by requested_at`);
      return rows.map(({ requestedAt }) => requestedAt);
    },
    isCollecting: async (tx, userId, now) =>
      (await tx.maybeOne(sql`
        select from data_exports
        where user_id = ${userId} and completed_at is null and sealed_private_key is not null and expires_at > ${now}`)) !==
      null,
    add: async (tx, { id, userId, organizationId, publicKey, sealedPrivateKey, requestedAt, expiresAt }, domains) => {
      await tx.execute(sql`
        update data_exports set sealed_private_key = null where user_id = ${userId} and expires_at <= ${requestedAt}`);
      const added = await tx.execute(sql`
        insert into data_exports (id, user_id, requested_in, public_key, sealed_private_key, requested_at, expires_at)
        values (${id}, ${userId}, ${organizationId}, ${publicKey}, ${sealedPrivateKey}, ${requestedAt}, ${expiresAt})
        on conflict (user_id) where completed_at is null and sealed_private_key is not null do nothing`);
      if (added === 0) return false;
      await tx.execute(sql`
        insert into data_export_domains (export_id, domain, ask_at)
        select ${id}, domain, ${requestedAt} from unnest(${[...domains]}::text[]) as domain`);
      return true;
    },
    listOfUser: async (userId, limit) => {
      const own = database.bind({ personId: userId });
      const rows = await own.many<Row>(sql`
        select ${columns} from data_exports where user_id = ${userId} order by requested_at desc, id desc limit ${limit}`);
      return withDomains(own, rows);
    },
    findReady: async (tx, userId, id, now) => {
      const row = await tx.maybeOne<Row>(sql`
        select ${columns} from data_exports
        where id = ${id} and user_id = ${userId} and completed_at is not null and expires_at > ${now}`);
      const [dataExport] = row ? await withDomains(tx, [row]) : [];
      if (!row || !dataExport || row.sealedPrivateKey === null) return null;
      return { dataExport, sealedPrivateKey: row.sealedPrivateKey };
    },
    findPage: (tx, id, domain, page) =>
      tx.maybeOne<SealedPage>(sql`
        select ephemeral_key as "ephemeralKey", sealed from data_export_pages
        where export_id = ${id} and domain = ${domain} and page = ${page}`),
  };
}

async function withDomains(queries: Queries, rows: readonly Row[]): Promise<DataExport[]> {
  const domains = await queries.many<DomainProgress & { exportId: string }>(sql`
    select export_id as "exportId", domain, completed_at as "completedAt", last_answer_at as "lastAnswerAt",
      page_count as "pageCount", record_counts as "recordCounts", is_cut_off as "isCutOff"
    from data_export_domains
    where export_id = any(${rows.map(({ id }) => id)})
    order by array_position(${[...exportedDomains]}::text[], domain)`);
  return rows.map(({ sealedPrivateKey: _, ...row }) => ({
    ...row,
    domains: domains.filter(({ exportId }) => exportId === row.id),
  }));
}
