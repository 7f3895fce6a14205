import { newId, sql, type BoundDatabase } from '@conea/platform';
import type { Integration, IntegrationStore } from '../domain/integration.ts';

const columns = sql`
  id, organization_id as "organizationId", provider, shop_domain as "shopDomain", name, currency_code as "currencyCode",
  is_simulated as "isSimulated", status, notification_state as "notificationState",
  notification_reason as "notificationReason", connected_at as "connectedAt", disconnected_at as "disconnectedAt"`;

/** Integrations in Postgres. Reads for a caller are bound to an organization, so another tenant's id finds nothing. */
export function createIntegrationStore(database: BoundDatabase): IntegrationStore {
  return {
    connect: async (tx, { organizationId, shopDomain, name, currencyCode, isSimulated, now }) => {
      const { id } = await tx.one<{ id: string }>(sql`
        insert into integrations (
          id, organization_id, provider, shop_domain, name, currency_code, is_simulated, status, notification_state, connected_at
        )
        values (
          ${newId('int')}, ${organizationId}, 'shopify', ${shopDomain}, ${name}, ${currencyCode}, ${isSimulated}, 'active',
          'pending', ${now}
        )
        on conflict (organization_id, provider, shop_domain) do update
        set name = excluded.name, currency_code = excluded.currency_code, is_simulated = excluded.is_simulated,
          status = 'active', notification_state = 'pending', notification_reason = null, disconnected_at = null
        returning id`);
      return id;
    },
    lock: (tx, organizationId, id) =>
      tx.maybeOne<Integration>(sql`
        select ${columns} from integrations where id = ${id} and organization_id = ${organizationId} for update`),
    setStatus: async (tx, id, status, now) => {
      const isOver = status === 'disconnected';
      await tx.execute(sql`
        update integrations
        set status = ${status},
          disconnected_at = case when ${isOver} then ${now}::timestamptz end,
          notification_state = case when ${isOver} then 'inactive' else notification_state end,
          notification_reason = case when ${isOver} then null else notification_reason end
        where id = ${id} and (${status} <> 'credentials_refused' or status = 'active')`);
    },
    setNotifications: async (id, state, reason) => {
      await database.execute(sql`
        update integrations
        set notification_state = ${state}, notification_reason = ${reason}
        where id = ${id} and status <> 'disconnected'`);
    },
    find: (id) => database.maybeOne<Integration>(sql`select ${columns} from integrations where id = ${id}`),
    listByIds: (organizationId, ids) =>
      database.many<Integration>(sql`
        select ${columns} from integrations where organization_id = ${organizationId} and id = any(${ids})`),
    page: (organizationId, { limit, after }) =>
      database.many<Integration>(sql`
        select ${columns}
        from integrations
        where organization_id = ${organizationId}
          and (${after === null} or (connected_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by connected_at desc, id desc
        limit ${limit}`),
  };
}
