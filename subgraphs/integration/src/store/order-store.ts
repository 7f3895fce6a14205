import { sql, type BoundDatabase, type PageRequest } from '@conea/platform';
import { orderContent, type Order, type OrderConditions } from '../domain/records.ts';
import type { PersonalSeals } from './personal-seals.ts';
import { createRowReader, personalColumns, type PersonalRow } from './stored-row.ts';

const maxCount = 10_000;

/** Orders in Postgres, bound to an organization. */
export function createOrderStore(database: BoundDatabase, seals: PersonalSeals) {
  const read = createRowReader(seals, 'orders', orderContent);
  const matching = (organizationId: string, where: OrderConditions) => sql`
    organization_id = ${organizationId}
      and deleted_at is null
      and (${where.integrationId}::text is null or integration_id = ${where.integrationId})
      and (${where.updatedFrom}::timestamptz is null or source_updated_at >= ${where.updatedFrom})
      and (${where.placedFrom}::timestamptz is null or source_created_at >= ${where.placedFrom})
      and (${where.placedBefore}::timestamptz is null or source_created_at < ${where.placedBefore})
      and (${where.financialStatus}::text is null or financial_status = ${where.financialStatus})
      and (${where.fulfillmentStatus}::text is null or fulfillment_status = ${where.fulfillmentStatus})
      and (${where.isCancelled}::boolean is null or is_cancelled = ${where.isCancelled})`;
  return {
    listByIds: async (organizationId: string, ids: readonly string[]): Promise<Order[]> =>
      read(
        await database.many<PersonalRow>(sql`
          select ${personalColumns}
          from orders
          where organization_id = ${organizationId} and id = any(${ids}) and record is not null`),
      ),
    page: async (organizationId: string, where: OrderConditions, { limit, after }: PageRequest): Promise<Order[]> =>
      read(
        await database.many<PersonalRow>(sql`
          select ${personalColumns}
          from orders
          where ${matching(organizationId, where)}
            and (${after === null} or (source_created_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
          order by source_created_at desc, id desc
          limit ${limit}`),
      ),
    /** Counts no further than 10,000. */
    count: async (organizationId: string, where: OrderConditions): Promise<number> => {
      const { count } = await database.one<{ count: number }>(sql`
        select count(*) as count
        from (select 1 from orders where ${matching(organizationId, where)} limit ${maxCount}) as counted`);
      return count;
    },
  };
}
