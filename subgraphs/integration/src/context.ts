import {
  createGroupLoader,
  createLoader,
  createMutations,
  createOperationReads,
  createReadAudit,
  forbidden,
  isId,
  permits,
} from '@conea/platform';
import type { BoundDatabase, Caller, Database, EventLog, JobQueue, Listener, RequestScope } from '@conea/platform';
import { createOrderChanges, createSyncProgress } from './changes.ts';
import { auditFacts } from './domain/audit-facts.ts';
import { createConnectStore } from './domain/connect-store.ts';
import { createDisconnectStore } from './domain/disconnect-store.ts';
import { createStartSync } from './domain/start-sync.ts';
import type { StoreSource } from './domain/store-source.ts';
import { createCredentialStore } from './store/credential-store.ts';
import { createCustomerStore } from './store/customer-store.ts';
import { createIntegrationStore } from './store/integration-store.ts';
import { createOrderStore } from './store/order-store.ts';
import { createPersonalSeals } from './store/personal-seals.ts';
import { createProductStore } from './store/product-store.ts';
import { createSyncStore } from './store/sync-store.ts';
import type { Sealing } from './store/sealing.ts';
import { createWebhookStore } from './store/webhook-store.ts';

/** What lives as long as the process. */
export type ContextParts = {
  database: Database;
  sealing: Sealing;
  source: StoreSource;
  queue: Pick<JobQueue, 'send'>;
  eventLog: EventLog;
  listener: Listener;
  clock: () => Date;
  indexLag: number;
};

/** What a resolver gets. */
export type Context = ReturnType<ReturnType<typeof createContextFactory>>;

/** Makes the context of each request: stores and use cases over a database that is bound to the caller's organization. */
export function createContextFactory(parts: ContextParts) {
  const { database, sealing } = parts;
  const mutate = createMutations(database, 'integration', auditFacts);
  const recordRead = createReadAudit(database, 'integration');
  const orderChanges = createOrderChanges(parts.eventLog);

  return ({ caller, signal, beforeAnswer }: RequestScope) => {
    const tenant = readableTenant(caller);
    const ownDatabase = database.forTenant(caller.user?.organizationId ?? null);
    const stores = createStores(ownDatabase, sealing);
    const { integrations, orders, products, customers, syncs, webhooks } = stores;
    const all = { ...parts, ...stores, mutate };
    /** Loads by id within the caller's organization; anything else, a foreign id or an anonymous caller, finds nothing. */
    const bound = <Row extends { id: string }>(
      prefix: string,
      list: (organizationId: string, ids: readonly string[]) => Promise<readonly Row[]>,
    ) =>
      createLoader<Row>(
        async (ids) =>
          tenant === null
            ? []
            : list(
                tenant,
                ids.filter((id) => isId(prefix, id)),
              ),
        ({ id }) => id,
      );
    const boundSource = <Row extends { integrationId: string; sourceId: string }>(
      list: (organizationId: string, sourceIds: readonly string[]) => Promise<readonly Row[]>,
    ) =>
      createLoader<Row>(
        async (keys) =>
          tenant === null
            ? []
            : list(
                tenant,
                keys.map((key) => key.slice(key.indexOf(' ') + 1)),
              ),
        sourceKey,
      );
    return {
      caller,
      signal,
      tenant,
      noteRead: createOperationReads(caller, beforeAnswer, recordRead),
      connectStore: createConnectStore(all),
      startSync: createStartSync(all),
      disconnectStore: createDisconnectStore(all),
      integrations: bound('int', integrations.listByIds),
      orders: bound('ord', orders.listByIds),
      products: bound('prd', products.listByIds),
      customers: bound('cus', customers.listByIds),
      syncs: bound('syn', syncs.listByIds),
      productsBySource: boundSource(products.listBySourceIds),
      customersBySource: boundSource(customers.listBySourceIds),
      latestSyncs: createLoader(
        async (ids) => (tenant === null ? [] : syncs.latest(tenant, ids)),
        ({ integrationId }) => integrationId,
      ),
      /** Of integrations that the caller has loaded already. */
      notificationCounts: createLoader(webhooks.counts, ({ integrationId }) => integrationId),
      /** Of syncs that the caller has loaded already. */
      resourceSyncs: createGroupLoader(
        (syncIds) => syncs.resources(ownDatabase, syncIds),
        ({ syncId }) => syncId,
      ),
      pageOfIntegrations: integrations.page,
      pageOfOrders: orders.page,
      countOrders: orders.count,
      pageOfProducts: products.page,
      pageOfCustomers: customers.page,
      orderChanges,
      syncProgress: createSyncProgress(parts.listener, async (id) => {
        const [sync] = tenant === null ? [] : await syncs.listByIds(tenant, [id]);
        return sync ?? null;
      }),
    };
  };
}

/** The stores of this subgraph. */
export function createStores(database: BoundDatabase, sealing: Sealing) {
  const seals = createPersonalSeals(sealing.envelope);
  return {
    integrations: createIntegrationStore(database),
    credentials: createCredentialStore(database, sealing),
    orders: createOrderStore(database, seals),
    products: createProductStore(database),
    customers: createCustomerStore(database, seals),
    syncs: createSyncStore(database),
    webhooks: createWebhookStore(database),
  };
}

/** The key of a record under its store's own id. */
export function sourceKey({ integrationId, sourceId }: { integrationId: string; sourceId: string }): string {
  return `${integrationId} ${sourceId}`;
}

/** The organization whose data the caller may read, or null. */
function readableTenant({ user }: Caller): string | null {
  return user && permits(user.scopes, 'read:own_data') ? user.organizationId : null;
}

/** The organization whose data the caller may change; throws FORBIDDEN when there is none. */
export function writableTenant({ user }: Caller): string {
  if (!user || !permits(user.scopes, 'write:own_data')) throw forbidden();
  return user.organizationId;
}
