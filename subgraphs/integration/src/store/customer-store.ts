import { sql, type BoundDatabase, type PageRequest, type Transaction } from '@conea/platform';
import { customerContent, type Customer } from '../domain/records.ts';
import type { PersonalSeals } from './personal-seals.ts';
import { createRowReader, personalColumns, type PersonalRow } from './stored-row.ts';

/** Customers in Postgres, bound to an organization. */
export function createCustomerStore(database: BoundDatabase, seals: PersonalSeals) {
  const read = createRowReader(seals, 'customers', customerContent);
  return {
    listByIds: async (organizationId: string, ids: readonly string[]): Promise<Customer[]> =>
      read(
        await database.many<PersonalRow>(sql`
          select ${personalColumns}
          from customers
          where organization_id = ${organizationId} and id = any(${ids}) and record is not null`),
      ),
    listBySourceIds: async (organizationId: string, sourceIds: readonly string[]): Promise<Customer[]> =>
      read(
        await database.many<PersonalRow>(sql`
          select ${personalColumns}
          from customers
          where organization_id = ${organizationId} and source_id = any(${sourceIds}) and record is not null`),
      ),
    page: async (
      organizationId: string,
      integrationId: string | null,
      { limit, after }: PageRequest,
    ): Promise<Customer[]> =>
      read(
        await database.many<PersonalRow>(sql`
          select ${personalColumns}
          from customers
          where organization_id = ${organizationId}
            and deleted_at is null
            and (${integrationId}::text is null or integration_id = ${integrationId})
            and (${after === null} or (source_created_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
          order by source_created_at desc, id desc
          limit ${limit}`),
      ),
  };
}

/** Personal data that a store asks to erase. */
export function createErasure() {
  return {
    /** One customer, and what the orders say of the person. */
    customer: async (tx: Transaction, integrationId: string, sourceId: string, now: Date): Promise<void> => {
      await tx.execute(sql`
        update customers
        set record = null, sealed_personal = null, content_hash = '', deleted_at = coalesce(deleted_at, ${now})
        where integration_id = ${integrationId} and source_id = ${sourceId}`);
      await tx.execute(sql`
        update orders
        set record = record || '{"email": null, "shippingAddress": null}', sealed_personal = null
        where integration_id = ${integrationId} and customer_source_id = ${sourceId} and record is not null`);
    },
    /** Everything that was read from a store. */
    store: async (tx: Transaction, integrationId: string): Promise<void> => {
      await tx.execute(sql`delete from orders where integration_id = ${integrationId}`);
      await tx.execute(sql`delete from products where integration_id = ${integrationId}`);
      await tx.execute(sql`delete from customers where integration_id = ${integrationId}`);
      await tx.execute(sql`delete from watermarks where integration_id = ${integrationId}`);
    },
  };
}
