import type { IntegrationStatus, NotificationState } from '../domain/integration.ts';
import type { Resource } from '../domain/records.ts';
import type { SyncStatus } from '../domain/sync.ts';
import type * as schema from '../schema.generated.ts';

/** The words of the schema for those of the domain. */
export const integrationStatus = {
  active: 'ACTIVE',
  credentials_refused: 'CREDENTIALS_REFUSED',
  disconnected: 'DISCONNECTED',
} as const satisfies Record<IntegrationStatus, schema.IntegrationStatus>;

export const notificationState = {
  pending: 'PENDING',
  active: 'ACTIVE',
  inactive: 'INACTIVE',
} as const satisfies Record<NotificationState, schema.NotificationState>;

export const syncStatus = {
  queued: 'QUEUED',
  running: 'RUNNING',
  succeeded: 'SUCCEEDED',
  partial: 'PARTIAL',
  failed: 'FAILED',
} as const satisfies Record<SyncStatus, schema.SyncStatus>;

export const storeResource = {
  orders: 'ORDERS',
  products: 'PRODUCTS',
  customers: 'CUSTOMERS',
} as const satisfies Record<Resource, schema.StoreResource>;

export const resourceOf = {
  ORDERS: 'orders',
  PRODUCTS: 'products',
  CUSTOMERS: 'customers',
} as const satisfies Record<schema.StoreResource, Resource>;
