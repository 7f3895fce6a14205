import type { Resolvers } from '../schema.generated.ts';
import { connectStore } from './connect-store.ts';
import { Customer } from './customer.ts';
import { disconnectStore } from './disconnect-store.ts';
import { Integration } from './integration.ts';
import { orderChanged, OrderChange } from './order-changed.ts';
import { OrderConnection } from './order-connection.ts';
import { Order, OrderLineItem } from './order.ts';
import { Organization } from './organization.ts';
import { Product } from './product.ts';
import { Query } from './query.ts';
import { startSync } from './start-sync.ts';
import { StoreNotifications } from './store-notifications.ts';
import { SyncInProgress } from './sync-in-progress.ts';
import { syncProgressed, SyncProgressed } from './sync-progressed.ts';
import { ResourceSync, Sync, SyncProgress } from './sync.ts';

/** The resolvers of the integration subgraph. */
export const resolvers: Resolvers = {
  Query,
  Mutation: { connectStore, startSync, disconnectStore },
  Subscription: { orderChanged, syncProgressed },
  Organization,
  Integration,
  StoreNotifications,
  Sync,
  ResourceSync,
  SyncProgress,
  SyncInProgress,
  SyncProgressed,
  Order,
  OrderConnection,
  OrderLineItem,
  OrderChange,
  Product,
  Customer,
};
