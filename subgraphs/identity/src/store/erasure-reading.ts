import { sql, type Database, type PageRequest } from '@conea/platform';
import type { Erasure, ErasureReading } from '../domain/erasure.ts';
import { doing } from './across-organizations.ts';
import { erasureColumns, toErasure, type ErasureRow } from './erasure-store.ts';

/** Erasures of those who were in an organization; of everybody when it is null, which is for whoever runs the platform. */
export function createErasureReading(database: Database): ErasureReading {
  const boundTo = (organizationId: string | null) =>
    organizationId === null ? doing(database, 'erasure.read') : database.forTenant(organizationId);
  const isOf = (organizationId: string | null) =>
    organizationId === null ? sql`true` : sql`organization_ids @> array[${organizationId}]`;
  return {
    page: async (organizationId: string | null, { after, limit }: PageRequest): Promise<Erasure[]> => {
      const { at, id } = after ?? { at: null, id: null };
      const rows = await boundTo(organizationId).many<ErasureRow>(sql`
        select ${erasureColumns}
        from erasure_requests
        where ${isOf(organizationId)}
          and (${at}::timestamptz is null or (requested_at, id) < (${at}, ${id}))
        order by requested_at desc, id desc
        limit ${limit}`);
      return rows.map(toErasure);
    },
    find: async (organizationId: string | null, id: string): Promise<Erasure | null> => {
      const row = await boundTo(organizationId).maybeOne<ErasureRow>(sql`
        select ${erasureColumns} from erasure_requests where ${isOf(organizationId)} and id = ${id}`);
      return row && toErasure(row);
    },
  };
}
