import { eraseRows, sql, type ErasureStep, type Sql } from '@conea/platform';

/**
 * An organization goes with its stores, their records and credentials. No row names a person of Conea; the customers of a store are the organization's
 * records and go with it, or when the store says so.
 */
export const erasureSteps: readonly ErasureStep[] = [
  {
    kind: 'stores',
    erase: async (tx, { type, id }) => {
      // Nothing is read into a store while its records go: rows that hang on it wait for this lock, then have nothing to hang on.
      if (type === 'Organization')
        await tx.many(sql`select from integrations where organization_id = ${id} order by id for update`);
      return 0;
    },
  },
  ofOrganization('syncs', sql`syncs`),
  ofOrganization('orders', sql`orders`),
  ofOrganization('products', sql`products`),
  ofOrganization('customers', sql`customers`),
  ofStores('notifications', sql`webhook_requests`),
  ofStores('credentials', sql`store_credentials`),
  ofStores('signingSecrets', sql`signing_secrets`),
  ofOrganization('stores', sql`integrations`),
];

function ofOrganization(kind: string, table: Sql): ErasureStep {
  return eraseRows(kind, table, { Organization: (id) => sql`organization_id = ${id}` });
}

function ofStores(kind: string, table: Sql): ErasureStep {
  const own = (id: string) => sql`integration_id in (select id from integrations where organization_id = ${id})`;
  return eraseRows(kind, table, { Organization: own });
}
