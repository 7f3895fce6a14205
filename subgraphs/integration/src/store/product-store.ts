import { sql, type BoundDatabase, type PageRequest } from '@conea/platform';
import { productContent, type Product } from '../domain/records.ts';
import { parseRows, storedColumns, type StoredRow } from './stored-row.ts';

/** Conditions on products; null is no condition. */
export type ProductConditions = { integrationId: string | null; status: string | null };

/** Products in Postgres, bound to an organization. */
export function createProductStore(database: BoundDatabase) {
  return {
    listByIds: async (organizationId: string, ids: readonly string[]): Promise<Product[]> =>
      parseRows(
        productContent,
        await database.many<StoredRow>(sql`
          select ${storedColumns}
          from products
          where organization_id = ${organizationId} and id = any(${ids}) and record is not null`),
      ),
    listBySourceIds: async (organizationId: string, sourceIds: readonly string[]): Promise<Product[]> =>
      parseRows(
        productContent,
        await database.many<StoredRow>(sql`
          select ${storedColumns}
          from products
          where organization_id = ${organizationId} and source_id = any(${sourceIds}) and record is not null`),
      ),
    page: async (
      organizationId: string,
      { integrationId, status }: ProductConditions,
      { limit, after }: PageRequest,
    ): Promise<Product[]> =>
      parseRows(
        productContent,
        await database.many<StoredRow>(sql`
          select ${storedColumns}
          from products
          where organization_id = ${organizationId}
            and deleted_at is null
            and (${integrationId}::text is null or integration_id = ${integrationId})
            and (${status}::text is null or status = ${status})
            and (${after === null} or (source_created_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
          order by source_created_at desc, id desc
          limit ${limit}`),
      ),
  };
}
