import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Customer as CustomerModel, Order as OrderModel, OrderLine as OrderLineModel, Product as ProductModel } from './domain/records.ts';
import type { Integration as IntegrationModel } from './domain/integration.ts';
import type { OrderChange as OrderChangeModel, SyncState as SyncStateModel } from './changes.ts';
import type { OrderPage as OrderPageModel } from './resolvers/pages.ts';
import type { Organization as OrganizationModel } from './domain/organization.ts';
import type { ResourceSync as ResourceSyncModel, Sync as SyncModel, Counts as CountsModel } from './domain/sync.ts';
import type { SyncInProgress as SyncInProgressModel } from './domain/user-errors.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, written as RFC 3339: `2026-11-24T09:30:00.000Z`. */
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** A postal address. */
export type Address = {
  __typename?: 'Address';
  /** City. */
  city?: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  countryCode?: Maybe<Scalars['String']['output']>;
  /** Street and number. */
  line1?: Maybe<Scalars['String']['output']>;
  /** Building, floor, room. */
  line2?: Maybe<Scalars['String']['output']>;
  /** Who receives. */
  name?: Maybe<Scalars['String']['output']>;
  /** Telephone number. */
  phone?: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode?: Maybe<Scalars['String']['output']>;
  /** Prefecture, state or province as a code. */
  provinceCode?: Maybe<Scalars['String']['output']>;
};

/** Who may be given what is held. */
export type CacheControlScope =
  /** Only the caller who asked. */
  | 'PRIVATE'
  /** Everybody. */
  | 'PUBLIC';

/** What happened to a record. */
export type ChangeType =
  /** It is new. */
  | 'CREATED'
  /** The store deleted it. */
  | 'DELETED'
  /** It has changed. */
  | 'UPDATED';

/** Why a store is not connected. */
export type ConnectStoreError = CredentialsRefused | InvalidInput | StoreUnavailable;

/** A store and how to sign in to it. */
export type ConnectStoreInput = {
  /** How to sign in to the store. */
  credentials: StoreCredentialsInput;
  /** A value of your choice, such as a UUID: repeating the request with it connects once. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The platform that the store runs on. */
  provider: StoreProvider;
  /** The store's address, such as `example.myshopify.com`. */
  shopDomain: Scalars['String']['input'];
};

/** The outcome of `connectStore`. */
export type ConnectStorePayload = {
  __typename?: 'ConnectStorePayload';
  /** Why the store was not connected; empty on success. */
  errors: Array<ConnectStoreError>;
  /** The connected store; null when there are errors. */
  integration?: Maybe<Integration>;
};

/** The store refuses the credentials, or the app may not read what is needed. */
export type CredentialsRefused = UserError & {
  __typename?: 'CredentialsRefused';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** A buyer that the store knows, in the same form whatever platform it comes from. */
export type Customer = {
  __typename?: 'Customer';
  /** The usual postal address. */
  address?: Maybe<Address>;
  /** When the customer was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When the store deleted the customer. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The address for messages. */
  email?: Maybe<Scalars['String']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** The store that knows the customer. */
  integration: Integration;
  /** What the customer is called. */
  name?: Maybe<Scalars['String']['output']>;
  /** How many orders the customer has placed, by the store's count. */
  orderCount: Scalars['Int']['output'];
  /** Whose customer it is. */
  organization?: Maybe<Organization>;
  /** Telephone number. */
  phone?: Maybe<Scalars['String']['output']>;
  /** The id that the store gave the customer. */
  sourceId: Scalars['String']['output'];
  /** Labels that the seller put on the customer. */
  tags: Array<Scalars['String']['output']>;
  /** What the customer has spent, by the store's count. */
  totalSpent?: Maybe<Money>;
  /** When the customer last changed, by the store's clock. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A page of customers. */
export type CustomerConnection = {
  __typename?: 'CustomerConnection';
  /** The customers with their cursors. */
  edges: Array<CustomerEdge>;
  /** The customers. */
  nodes: Array<Customer>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A customer in a page. */
export type CustomerEdge = {
  __typename?: 'CustomerEdge';
  /** The position of the customer in the list. */
  cursor: Scalars['String']['output'];
  /** The customer. */
  node: Customer;
};

/** Which customers; conditions are joined by `and`. */
export type CustomerFilter = {
  /** Customers of this store. */
  integrationId?: InputMaybe<Scalars['ID']['input']>;
};

/** Why a store is not disconnected. */
export type DisconnectStoreError = NotFound;

/** Which store to disconnect. */
export type DisconnectStoreInput = {
  /** The id of the integration. */
  integrationId: Scalars['ID']['input'];
};

/** The outcome of `disconnectStore`. */
export type DisconnectStorePayload = {
  __typename?: 'DisconnectStorePayload';
  /** Why the store was not disconnected; empty on success. */
  errors: Array<DisconnectStoreError>;
  /** The disconnected store; null when there are errors. */
  integration?: Maybe<Integration>;
};

/** Where a payment stands. */
export type FinancialStatus =
  /** The payment is authorized, not captured. */
  | 'AUTHORIZED'
  /** The authorization has expired. */
  | 'EXPIRED'
  /** Paid. */
  | 'PAID'
  /** A part is paid. */
  | 'PARTIALLY_PAID'
  /** A part was paid back. */
  | 'PARTIALLY_REFUNDED'
  /** Waits for the payment. */
  | 'PENDING'
  /** All was paid back. */
  | 'REFUNDED'
  /** The store uses a word that is not known here yet. */
  | 'UNKNOWN'
  /** The payment was called off. */
  | 'VOIDED';

/** Where a delivery stands. */
export type FulfillmentStatus =
  /** All was sent. */
  | 'FULFILLED'
  /** Being prepared. */
  | 'IN_PROGRESS'
  /** A part was sent. */
  | 'PARTIALLY_FULFILLED'
  /** To be sent later: scheduled, on hold, or waiting for somebody. */
  | 'PENDING'
  /** The goods are back in stock. */
  | 'RESTOCKED'
  /** Nothing was sent. */
  | 'UNFULFILLED'
  /** The store uses a word that is not known here yet. */
  | 'UNKNOWN';

/** A connected store. */
export type Integration = {
  __typename?: 'Integration';
  /** When the store was connected first. */
  connectedAt: Scalars['DateTime']['output'];
  /** The currency of the store, ISO 4217. */
  currencyCode: Scalars['String']['output'];
  /** When the store was disconnected; null while it is connected. */
  disconnectedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Whether the store is a simulator for development and tests. */
  isSimulated: Scalars['Boolean']['output'];
  /** The newest sync; null before the first. */
  latestSync?: Maybe<Sync>;
  /** What the store calls itself. */
  name: Scalars['String']['output'];
  /** The store's own notifications of changes. */
  notifications: StoreNotifications;
  /** Whose store it is. */
  organization?: Maybe<Organization>;
  /** The platform that the store runs on. */
  provider: StoreProvider;
  /** The store's address at its provider, such as `example.myshopify.com`. */
  shopDomain: Scalars['String']['output'];
  /** Whether the store can be read. */
  status: IntegrationStatus;
};

/** A page of stores. */
export type IntegrationConnection = {
  __typename?: 'IntegrationConnection';
  /** The stores with their cursors. */
  edges: Array<IntegrationEdge>;
  /** The stores. */
  nodes: Array<Integration>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A store in a page. */
export type IntegrationEdge = {
  __typename?: 'IntegrationEdge';
  /** The position of the store in the list. */
  cursor: Scalars['String']['output'];
  /** The store. */
  node: Integration;
};

/** Whether a store can be read. */
export type IntegrationStatus =
  /** The credentials work. */
  | 'ACTIVE'
  /** The store refuses the credentials: connect it again. */
  | 'CREDENTIALS_REFUSED'
  /** The store was disconnected. */
  | 'DISCONNECTED';

/** An input field has a value that is not allowed. */
export type InvalidInput = UserError & {
  __typename?: 'InvalidInput';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** An amount of money. */
export type Money = {
  __typename?: 'Money';
  /** A decimal number as a string, such as `1980` or `19.99`. */
  amount: Scalars['String']['output'];
  /** ISO 4217, such as `JPY`. */
  currencyCode: Scalars['String']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Connects a store: checks the credentials with the store, keeps them encrypted and subscribes to the store's changes. Connecting a
   * connected store again replaces its credentials.
   */
  connectStore: ConnectStorePayload;
  /** Forgets the credentials of a store and its subscriptions to changes. Its orders, products and customers stay. */
  disconnectStore: DisconnectStorePayload;
  /** Reads what the store has: everything at the first time, later what changed since. Answers at once; follow `syncProgressed`. */
  startSync: StartSyncPayload;
};


export type MutationConnectStoreArgs = {
  input: ConnectStoreInput;
};


export type MutationDisconnectStoreArgs = {
  input: DisconnectStoreInput;
};


export type MutationStartSyncArgs = {
  input: StartSyncInput;
};

/** The thing that the input names does not exist, or is not yours. */
export type NotFound = UserError & {
  __typename?: 'NotFound';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Whether a store tells of its changes. */
export type NotificationState =
  /** The store tells of its changes. */
  | 'ACTIVE'
  /** The store tells nothing any more. */
  | 'INACTIVE'
  /** Being set up; tried again until it succeeds. */
  | 'PENDING';

/** A sale, in the same form whatever platform it comes from. */
export type Order = {
  __typename?: 'Order';
  /** When the order was cancelled. */
  cancelledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who bought; null for a guest, or when the customer has not been read yet. */
  customer?: Maybe<Customer>;
  /** When the store deleted the order. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The buyer's address for messages. */
  email?: Maybe<Scalars['String']['output']>;
  /** Where the payment stands. */
  financialStatus: FinancialStatus;
  /** Where the delivery stands. */
  fulfillmentStatus: FulfillmentStatus;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** The store that the order comes from. */
  integration: Integration;
  /** Whether the order was cancelled. */
  isCancelled: Scalars['Boolean']['output'];
  /** Whether it is a test order without a payment. */
  isTest: Scalars['Boolean']['output'];
  /** How many lines the order has. */
  lineItemCount: Scalars['Int']['output'];
  /** What was bought: up to 250 lines. */
  lineItems: Array<OrderLineItem>;
  /** What buyer and seller call the order, such as `#1001`. */
  name: Scalars['String']['output'];
  /** Whose order it is. */
  organization?: Maybe<Organization>;
  /** When the buyer placed the order. */
  placedAt: Scalars['DateTime']['output'];
  /** The shipping within the total. */
  shipping?: Maybe<Money>;
  /** Where the goods go. */
  shippingAddress?: Maybe<Address>;
  /** The id that the store gave the order. */
  sourceId: Scalars['String']['output'];
  /** The items before shipping. */
  subtotal?: Maybe<Money>;
  /** Labels that the seller put on the order. */
  tags: Array<Scalars['String']['output']>;
  /** The taxes within the total. */
  tax?: Maybe<Money>;
  /** What the buyer pays after changes and refunds, in the store's currency. */
  total: Money;
  /** When the order last changed, by the store's clock. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A change of an order. */
export type OrderChange = {
  __typename?: 'OrderChange';
  /** What happened. */
  changeType: ChangeType;
  /** Where the event stands in the stream: pass it as `after` to continue behind it. */
  cursor: Scalars['String']['output'];
  /** The order as it is now. */
  order?: Maybe<Order>;
};

/** A page of orders. */
export type OrderConnection = {
  __typename?: 'OrderConnection';
  /** The orders with their cursors. */
  edges: Array<OrderEdge>;
  /** The orders. */
  nodes: Array<Order>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
  /** How many orders there are, counted up to 10,000. */
  totalCount: Scalars['Int']['output'];
};

/** An order in a page. */
export type OrderEdge = {
  __typename?: 'OrderEdge';
  /** The position of the order in the list. */
  cursor: Scalars['String']['output'];
  /** The order. */
  node: Order;
};

/** Which orders; conditions are joined by `and`. */
export type OrderFilter = {
  /** With this payment status. */
  financialStatus?: InputMaybe<FinancialStatus>;
  /** With this delivery status. */
  fulfillmentStatus?: InputMaybe<FulfillmentStatus>;
  /** Orders of this store. */
  integrationId?: InputMaybe<Scalars['ID']['input']>;
  /** Cancelled ones only, or all others only. */
  isCancelled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Placed before this time. */
  placedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Placed at this time or later. */
  placedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Changed at this time or later, by the store's clock. */
  updatedFrom?: InputMaybe<Scalars['DateTime']['input']>;
};

/** One line of an order. */
export type OrderLineItem = {
  __typename?: 'OrderLineItem';
  /** How many are left after removals and refunds. */
  currentQuantity: Scalars['Int']['output'];
  /** The product; null when it was deleted or has not been read yet. */
  product?: Maybe<Product>;
  /** How many were bought, removed and refunded ones included. */
  quantity: Scalars['Int']['output'];
  /** The seller's stock-keeping unit. */
  sku?: Maybe<Scalars['String']['output']>;
  /** The id that the store gave the line. */
  sourceId: Scalars['String']['output'];
  /** What was sold. */
  title: Scalars['String']['output'];
  /** The price of one, before discounts. */
  unitPrice: Money;
};

export type Organization = {
  __typename?: 'Organization';
  id: Scalars['ID']['output'];
  /** Its connected stores, the newest first. */
  integrations?: Maybe<IntegrationConnection>;
};


export type OrganizationIntegrationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** Where a page of a connection stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last item: pass it as `after` for the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are items after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether this page was reached with `after`. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Something that a store sells, in the same form whatever platform it comes from. */
export type Product = {
  __typename?: 'Product';
  /** When the product was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When the store deleted the product. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The part of the product's address that names it. */
  handle?: Maybe<Scalars['String']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** The store that sells it. */
  integration: Integration;
  /** Whose product it is. */
  organization?: Maybe<Organization>;
  /** The seller's category. */
  productType?: Maybe<Scalars['String']['output']>;
  /** The id that the store gave the product. */
  sourceId: Scalars['String']['output'];
  /** Whether it is on sale. */
  status: ProductStatus;
  /** Labels that the seller put on the product. */
  tags: Array<Scalars['String']['output']>;
  /** What the product is called. */
  title: Scalars['String']['output'];
  /** When the product last changed, by the store's clock. */
  updatedAt: Scalars['DateTime']['output'];
  /** What can be bought of it: up to 100 variants. */
  variants: Array<ProductVariant>;
  /** Whose make it is. */
  vendor?: Maybe<Scalars['String']['output']>;
};

/** A page of products. */
export type ProductConnection = {
  __typename?: 'ProductConnection';
  /** The products with their cursors. */
  edges: Array<ProductEdge>;
  /** The products. */
  nodes: Array<Product>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A product in a page. */
export type ProductEdge = {
  __typename?: 'ProductEdge';
  /** The position of the product in the list. */
  cursor: Scalars['String']['output'];
  /** The product. */
  node: Product;
};

/** Which products; conditions are joined by `and`. */
export type ProductFilter = {
  /** Products of this store. */
  integrationId?: InputMaybe<Scalars['ID']['input']>;
  /** With this status. */
  status?: InputMaybe<ProductStatus>;
};

/** Whether a product is on sale. */
export type ProductStatus =
  /** On sale. */
  | 'ACTIVE'
  /** No longer on sale. */
  | 'ARCHIVED'
  /** Not on sale yet. */
  | 'DRAFT'
  /** The store uses a word that is not known here yet. */
  | 'UNKNOWN';

/** One buyable form of a product, such as a size. */
export type ProductVariant = {
  __typename?: 'ProductVariant';
  /** The barcode. */
  barcode?: Maybe<Scalars['String']['output']>;
  /** How many are in stock; null when the store does not count. */
  inventoryQuantity?: Maybe<Scalars['Int']['output']>;
  /** The price of one. */
  price: Money;
  /** The seller's stock-keeping unit. */
  sku?: Maybe<Scalars['String']['output']>;
  /** The id that the store gave the variant. */
  sourceId: Scalars['String']['output'];
  /** What tells it from the others, such as `M / 紺`. */
  title: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** A customer; null when there is none with this id in your organization. */
  customer?: Maybe<Customer>;
  /** The customers of your organization that are not deleted, the newest first. */
  customers: CustomerConnection;
  /** A connected store; null when there is none with this id in your organization. */
  integration?: Maybe<Integration>;
  /** The stores of your organization, the newest first. */
  integrations: IntegrationConnection;
  /** An order; null when there is none with this id in your organization. */
  order?: Maybe<Order>;
  /** The orders of your organization that are not deleted, the latest placed first. */
  orders: OrderConnection;
  /** A product; null when there is none with this id in your organization. */
  product?: Maybe<Product>;
  /** The products of your organization that are not deleted, the newest first. */
  products: ProductConnection;
  /** A sync; null when there is none with this id in your organization. */
  sync?: Maybe<Sync>;
};


export type QueryCustomerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: Scalars['Int']['input'];
};


export type QueryIntegrationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryIntegrationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderFilter>;
  first?: Scalars['Int']['input'];
};


export type QueryProductArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductFilter>;
  first?: Scalars['Int']['input'];
};


export type QuerySyncArgs = {
  id: Scalars['ID']['input'];
};

/** The sync of one kind of record. */
export type ResourceSync = {
  __typename?: 'ResourceSync';
  /** Changes since this time are read; null when everything is. */
  changedSince?: Maybe<Scalars['DateTime']['output']>;
  /** What was counted so far. */
  progress: SyncProgress;
  /** The kind of record. */
  resource: StoreResource;
  /** Where it stands. */
  status: SyncStatus;
};

/** Why a sync is not started. */
export type StartSyncError = InvalidInput | NotFound | StoreNotActive | SyncInProgress;

/** What to read. */
export type StartSyncInput = {
  /** A value of your choice, such as a UUID: repeating the request with it starts one sync. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The id of the integration. */
  integrationId: Scalars['ID']['input'];
  /** The kinds of records to read, each once. */
  resources?: Array<StoreResource>;
};

/** The outcome of `startSync`. */
export type StartSyncPayload = {
  __typename?: 'StartSyncPayload';
  /** Why no sync was started; empty on success. */
  errors: Array<StartSyncError>;
  /** The new sync; null when there are errors. */
  sync?: Maybe<Sync>;
};

/** Credentials of an app that the store's owner has installed: the client secret, and either the client id or an access token. */
export type StoreCredentialsInput = {
  /** An Admin API access token that does not expire, instead of a client id. */
  accessToken?: InputMaybe<Scalars['String']['input']>;
  /** The app's client id; access tokens are then fetched as they are needed (client credentials grant). */
  clientId?: InputMaybe<Scalars['String']['input']>;
  /** The app's client secret; the store signs its notifications with it. */
  clientSecret: Scalars['String']['input'];
};

/** The store is disconnected, or refuses its credentials: connect it again. */
export type StoreNotActive = UserError & {
  __typename?: 'StoreNotActive';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** Notifications by which a store tells of its changes. */
export type StoreNotifications = {
  __typename?: 'StoreNotifications';
  /** How many were taken in; repeated ones count once. */
  acceptedCount: Scalars['Int']['output'];
  /** When the last one was taken in. */
  lastAcceptedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why the store has not accepted them yet; null when it has. */
  reason?: Maybe<Scalars['String']['output']>;
  /** How many were turned away, because of a wrong signature for instance. */
  refusedCount: Scalars['Int']['output'];
  /** Whether the store has accepted the subscriptions. */
  state: NotificationState;
};

/** Platforms that stores run on. */
export type StoreProvider =
  /** Shopify, through its Admin GraphQL API. */
  | 'SHOPIFY';

/** Kinds of records that a store has. */
export type StoreResource =
  /** Customers. */
  | 'CUSTOMERS'
  /** Orders. Shopify gives those of the last 60 days unless the app may read all. */
  | 'ORDERS'
  /** Products with their variants. */
  | 'PRODUCTS';

/** The store does not answer, or asks to wait: try again later. */
export type StoreUnavailable = UserError & {
  __typename?: 'StoreUnavailable';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Each change of an order of a store: one event per change that makes a difference, in the order in which they were taken in. */
  orderChanged: OrderChange;
  /**
   * How a sync gets on: its present state at once, then each change, until it has finished. A slow reader gets the newest state and skips
   * states in between.
   */
  syncProgressed: SyncProgressed;
};


export type SubscriptionOrderChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  integrationId: Scalars['ID']['input'];
};


export type SubscriptionSyncProgressedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  syncId: Scalars['ID']['input'];
};

/** One reading of a store. */
export type Sync = {
  __typename?: 'Sync';
  /** When the sync was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** When the sync ended. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** The store that is read. */
  integration: Integration;
  /** The sum over all resources. */
  progress: SyncProgress;
  /** Why records are missing, in words that can be shown to a user; null unless the status is PARTIAL or FAILED. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Each kind of record by itself, in the order of reading. */
  resources: Array<ResourceSync>;
  /** When the reading began. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where the sync stands. */
  status: SyncStatus;
};

/** The store is being read already. */
export type SyncInProgress = UserError & {
  __typename?: 'SyncInProgress';
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** The sync that is in progress. */
  sync?: Maybe<Sync>;
};

/** Counts of a sync. A record counts once, even when it is read again after an interruption. */
export type SyncProgress = {
  __typename?: 'SyncProgress';
  /** Records that were new. */
  created: Scalars['Int']['output'];
  /** How many records the store counts; null until known. */
  expected?: Maybe<Scalars['Int']['output']>;
  /** Records read; the sum of created, updated and unchanged. */
  read: Scalars['Int']['output'];
  /** Records that were stored already in this form or a newer one. */
  unchanged: Scalars['Int']['output'];
  /** Records that differed from what was stored. */
  updated: Scalars['Int']['output'];
};

/** A state of a sync. */
export type SyncProgressed = {
  __typename?: 'SyncProgressed';
  /** Which state it is: pass it as `after` to continue behind it. */
  cursor: Scalars['String']['output'];
  /** The sync as it is now. */
  sync?: Maybe<Sync>;
};

/** Where a sync stands. */
export type SyncStatus =
  /** Nothing could be read to its end; the next sync begins where the last complete one ended. */
  | 'FAILED'
  /** Some records were not read; the next sync reads them. */
  | 'PARTIAL'
  /** Not begun. */
  | 'QUEUED'
  /** The store is being read, or the store asked to wait. */
  | 'RUNNING'
  /** Every record that the store counts was read. */
  | 'SUCCEEDED';

/** Why a mutation was refused, in words that can be shown to a user. */
export type UserError = {
  /** What is wrong and what to do about it. */
  message: Scalars['String']['output'];
  /** The input field at fault, such as `[input, email]`; null when it is not one field. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Customer: Customer;
  Integration: Integration;
  Order: Order;
  Organization: Organization;
  Product: Product;
  Sync: Sync;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Integration:
    ( { __typename: 'Integration' }
    & GraphQLRecursivePick<FederationTypes['Integration'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Organization:
    ( { __typename: 'Organization' }
    & GraphQLRecursivePick<FederationTypes['Organization'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  Sync:
    ( { __typename: 'Sync' }
    & GraphQLRecursivePick<FederationTypes['Sync'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  ConnectStoreError:
    | ( CredentialsRefused & { __typename: 'CredentialsRefused' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( StoreUnavailable & { __typename: 'StoreUnavailable' } )
  ;
  DisconnectStoreError: ( NotFound & { __typename: 'NotFound' } );
  StartSyncError:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( StoreNotActive & { __typename: 'StoreNotActive' } )
    | ( SyncInProgressModel & { __typename: 'SyncInProgress' } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( CredentialsRefused )
    | ( InvalidInput )
    | ( NotFound )
    | ( StoreNotActive )
    | ( StoreUnavailable )
    | ( SyncInProgressModel )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<Address>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CacheControlScope: CacheControlScope;
  ChangeType: ChangeType;
  ConnectStoreError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConnectStoreError']>;
  ConnectStoreInput: ConnectStoreInput;
  ConnectStorePayload: ResolverTypeWrapper<Omit<ConnectStorePayload, 'errors' | 'integration'> & { errors: Array<ResolversTypes['ConnectStoreError']>, integration?: Maybe<ResolversTypes['Integration']> }>;
  CredentialsRefused: ResolverTypeWrapper<CredentialsRefused>;
  Customer: ResolverTypeWrapper<CustomerModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CustomerConnection: ResolverTypeWrapper<Omit<CustomerConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['CustomerEdge']>, nodes: Array<ResolversTypes['Customer']> }>;
  CustomerEdge: ResolverTypeWrapper<Omit<CustomerEdge, 'node'> & { node: ResolversTypes['Customer'] }>;
  CustomerFilter: CustomerFilter;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DisconnectStoreError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DisconnectStoreError']>;
  DisconnectStoreInput: DisconnectStoreInput;
  DisconnectStorePayload: ResolverTypeWrapper<Omit<DisconnectStorePayload, 'errors' | 'integration'> & { errors: Array<ResolversTypes['DisconnectStoreError']>, integration?: Maybe<ResolversTypes['Integration']> }>;
  FinancialStatus: FinancialStatus;
  FulfillmentStatus: FulfillmentStatus;
  Integration: ResolverTypeWrapper<IntegrationModel>;
  IntegrationConnection: ResolverTypeWrapper<Omit<IntegrationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['IntegrationEdge']>, nodes: Array<ResolversTypes['Integration']> }>;
  IntegrationEdge: ResolverTypeWrapper<Omit<IntegrationEdge, 'node'> & { node: ResolversTypes['Integration'] }>;
  IntegrationStatus: IntegrationStatus;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  NotificationState: NotificationState;
  Order: ResolverTypeWrapper<OrderModel>;
  OrderChange: ResolverTypeWrapper<OrderChangeModel>;
  OrderConnection: ResolverTypeWrapper<OrderPageModel>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  OrderFilter: OrderFilter;
  OrderLineItem: ResolverTypeWrapper<OrderLineModel>;
  Organization: ResolverTypeWrapper<OrganizationModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Product: ResolverTypeWrapper<ProductModel>;
  ProductConnection: ResolverTypeWrapper<Omit<ProductConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ProductEdge']>, nodes: Array<ResolversTypes['Product']> }>;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  ProductFilter: ProductFilter;
  ProductStatus: ProductStatus;
  ProductVariant: ResolverTypeWrapper<ProductVariant>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ResourceSync: ResolverTypeWrapper<ResourceSyncModel>;
  StartSyncError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartSyncError']>;
  StartSyncInput: StartSyncInput;
  StartSyncPayload: ResolverTypeWrapper<Omit<StartSyncPayload, 'errors' | 'sync'> & { errors: Array<ResolversTypes['StartSyncError']>, sync?: Maybe<ResolversTypes['Sync']> }>;
  StoreCredentialsInput: StoreCredentialsInput;
  StoreNotActive: ResolverTypeWrapper<StoreNotActive>;
  StoreNotifications: ResolverTypeWrapper<IntegrationModel>;
  StoreProvider: StoreProvider;
  StoreResource: StoreResource;
  StoreUnavailable: ResolverTypeWrapper<StoreUnavailable>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Sync: ResolverTypeWrapper<SyncModel>;
  SyncInProgress: ResolverTypeWrapper<SyncInProgressModel>;
  SyncProgress: ResolverTypeWrapper<CountsModel>;
  SyncProgressed: ResolverTypeWrapper<SyncStateModel>;
  SyncStatus: SyncStatus;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: Address;
  String: Scalars['String']['output'];
  ConnectStoreError: ResolversUnionTypes<ResolversParentTypes>['ConnectStoreError'];
  ConnectStoreInput: ConnectStoreInput;
  ConnectStorePayload: Omit<ConnectStorePayload, 'errors' | 'integration'> & { errors: Array<ResolversParentTypes['ConnectStoreError']>, integration?: Maybe<ResolversParentTypes['Integration']> };
  CredentialsRefused: CredentialsRefused;
  Customer: CustomerModel;
  ID: Scalars['ID']['output'];
  CustomerConnection: Omit<CustomerConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['CustomerEdge']>, nodes: Array<ResolversParentTypes['Customer']> };
  CustomerEdge: Omit<CustomerEdge, 'node'> & { node: ResolversParentTypes['Customer'] };
  CustomerFilter: CustomerFilter;
  DateTime: Scalars['DateTime']['output'];
  DisconnectStoreError: ResolversUnionTypes<ResolversParentTypes>['DisconnectStoreError'];
  DisconnectStoreInput: DisconnectStoreInput;
  DisconnectStorePayload: Omit<DisconnectStorePayload, 'errors' | 'integration'> & { errors: Array<ResolversParentTypes['DisconnectStoreError']>, integration?: Maybe<ResolversParentTypes['Integration']> };
  Integration: IntegrationModel;
  IntegrationConnection: Omit<IntegrationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['IntegrationEdge']>, nodes: Array<ResolversParentTypes['Integration']> };
  IntegrationEdge: Omit<IntegrationEdge, 'node'> & { node: ResolversParentTypes['Integration'] };
  InvalidInput: InvalidInput;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  Order: OrderModel;
  OrderChange: OrderChangeModel;
  OrderConnection: OrderPageModel;
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  OrderFilter: OrderFilter;
  OrderLineItem: OrderLineModel;
  Organization: OrganizationModel;
  PageInfo: PageInfo;
  Product: ProductModel;
  ProductConnection: Omit<ProductConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ProductEdge']>, nodes: Array<ResolversParentTypes['Product']> };
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  ProductFilter: ProductFilter;
  ProductVariant: ProductVariant;
  Query: Record<PropertyKey, never>;
  ResourceSync: ResourceSyncModel;
  StartSyncError: ResolversUnionTypes<ResolversParentTypes>['StartSyncError'];
  StartSyncInput: StartSyncInput;
  StartSyncPayload: Omit<StartSyncPayload, 'errors' | 'sync'> & { errors: Array<ResolversParentTypes['StartSyncError']>, sync?: Maybe<ResolversParentTypes['Sync']> };
  StoreCredentialsInput: StoreCredentialsInput;
  StoreNotActive: StoreNotActive;
  StoreNotifications: IntegrationModel;
  StoreUnavailable: StoreUnavailable;
  Subscription: Record<PropertyKey, never>;
  Sync: SyncModel;
  SyncInProgress: SyncInProgressModel;
  SyncProgress: CountsModel;
  SyncProgressed: SyncStateModel;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provinceCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ConnectStoreErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectStoreError'] = ResolversParentTypes['ConnectStoreError']> = {
  __resolveType: TypeResolveFn<'CredentialsRefused' | 'InvalidInput' | 'StoreUnavailable', ParentType, ContextType>;
};

export type ConnectStorePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectStorePayload'] = ResolversParentTypes['ConnectStorePayload']> = {
  errors?: Resolver<Array<ResolversTypes['ConnectStoreError']>, ParentType, ContextType>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
};

export type CredentialsRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CredentialsRefused'] = ResolversParentTypes['CredentialsRefused']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integration?: Resolver<ResolversTypes['Integration'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  orderCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  totalSpent?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Customer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DisconnectStoreErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisconnectStoreError'] = ResolversParentTypes['DisconnectStoreError']> = {
  __resolveType: TypeResolveFn<'NotFound', ParentType, ContextType>;
};

export type DisconnectStorePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisconnectStorePayload'] = ResolversParentTypes['DisconnectStorePayload']> = {
  errors?: Resolver<Array<ResolversTypes['DisconnectStoreError']>, ParentType, ContextType>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
};

export type IntegrationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Integration'] = ResolversParentTypes['Integration'], FederationReferenceType extends FederationReferenceTypes['Integration'] = FederationReferenceTypes['Integration']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Integration']> | FederationReferenceType, FederationReferenceType, ContextType>;
  connectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  disconnectedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isSimulated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  latestSync?: Resolver<Maybe<ResolversTypes['Sync']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notifications?: Resolver<ResolversTypes['StoreNotifications'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['StoreProvider'], ParentType, ContextType>;
  shopDomain?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['IntegrationStatus'], ParentType, ContextType>;
};

export type IntegrationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationConnection'] = ResolversParentTypes['IntegrationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['IntegrationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Integration']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type IntegrationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationEdge'] = ResolversParentTypes['IntegrationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Integration'], ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  connectStore?: Resolver<ResolversTypes['ConnectStorePayload'], ParentType, ContextType, RequireFields<MutationConnectStoreArgs, 'input'>>;
  disconnectStore?: Resolver<ResolversTypes['DisconnectStorePayload'], ParentType, ContextType, RequireFields<MutationDisconnectStoreArgs, 'input'>>;
  startSync?: Resolver<ResolversTypes['StartSyncPayload'], ParentType, ContextType, RequireFields<MutationStartSyncArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  cancelledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  financialStatus?: Resolver<ResolversTypes['FinancialStatus'], ParentType, ContextType>;
  fulfillmentStatus?: Resolver<ResolversTypes['FulfillmentStatus'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integration?: Resolver<ResolversTypes['Integration'], ParentType, ContextType>;
  isCancelled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isTest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lineItemCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lineItems?: Resolver<Array<ResolversTypes['OrderLineItem']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  shipping?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  shippingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subtotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  tax?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type OrderChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderChange'] = ResolversParentTypes['OrderChange']> = {
  changeType?: Resolver<ResolversTypes['ChangeType'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Order']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderLineItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderLineItem'] = ResolversParentTypes['OrderLineItem']> = {
  currentQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OrganizationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization'], FederationReferenceType extends FederationReferenceTypes['Organization'] = FederationReferenceTypes['Organization']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Organization']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integrations?: Resolver<Maybe<ResolversTypes['IntegrationConnection']>, ParentType, ContextType, RequireFields<OrganizationIntegrationsArgs, 'first'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  handle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integration?: Resolver<ResolversTypes['Integration'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  productType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProductStatus'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variants?: Resolver<Array<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant']> = {
  barcode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  inventoryQuantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  sku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerArgs, 'id'>>;
  customers?: Resolver<ResolversTypes['CustomerConnection'], ParentType, ContextType, RequireFields<QueryCustomersArgs, 'first'>>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType, RequireFields<QueryIntegrationArgs, 'id'>>;
  integrations?: Resolver<ResolversTypes['IntegrationConnection'], ParentType, ContextType, RequireFields<QueryIntegrationsArgs, 'first'>>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'id'>>;
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, RequireFields<QueryProductsArgs, 'first'>>;
  sync?: Resolver<Maybe<ResolversTypes['Sync']>, ParentType, ContextType, RequireFields<QuerySyncArgs, 'id'>>;
};

export type ResourceSyncResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResourceSync'] = ResolversParentTypes['ResourceSync']> = {
  changedSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['SyncProgress'], ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['StoreResource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SyncStatus'], ParentType, ContextType>;
};

export type StartSyncErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartSyncError'] = ResolversParentTypes['StartSyncError']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotFound' | 'StoreNotActive' | 'SyncInProgress', ParentType, ContextType>;
};

export type StartSyncPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartSyncPayload'] = ResolversParentTypes['StartSyncPayload']> = {
  errors?: Resolver<Array<ResolversTypes['StartSyncError']>, ParentType, ContextType>;
  sync?: Resolver<Maybe<ResolversTypes['Sync']>, ParentType, ContextType>;
};

export type StoreNotActiveResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreNotActive'] = ResolversParentTypes['StoreNotActive']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StoreNotificationsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreNotifications'] = ResolversParentTypes['StoreNotifications']> = {
  acceptedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastAcceptedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refusedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['NotificationState'], ParentType, ContextType>;
};

export type StoreUnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreUnavailable'] = ResolversParentTypes['StoreUnavailable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  orderChanged?: SubscriptionResolver<ResolversTypes['OrderChange'], "orderChanged", ParentType, ContextType, RequireFields<SubscriptionOrderChangedArgs, 'integrationId'>>;
  syncProgressed?: SubscriptionResolver<ResolversTypes['SyncProgressed'], "syncProgressed", ParentType, ContextType, RequireFields<SubscriptionSyncProgressedArgs, 'syncId'>>;
};

export type SyncResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Sync'] = ResolversParentTypes['Sync'], FederationReferenceType extends FederationReferenceTypes['Sync'] = FederationReferenceTypes['Sync']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Sync']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integration?: Resolver<ResolversTypes['Integration'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['SyncProgress'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resources?: Resolver<Array<ResolversTypes['ResourceSync']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SyncStatus'], ParentType, ContextType>;
};

export type SyncInProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncInProgress'] = ResolversParentTypes['SyncInProgress']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  sync?: Resolver<Maybe<ResolversTypes['Sync']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncProgress'] = ResolversParentTypes['SyncProgress']> = {
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  read?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SyncProgressedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncProgressed'] = ResolversParentTypes['SyncProgressed']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sync?: Resolver<Maybe<ResolversTypes['Sync']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'CredentialsRefused' | 'InvalidInput' | 'NotFound' | 'StoreNotActive' | 'StoreUnavailable' | 'SyncInProgress', ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Address?: AddressResolvers<ContextType>;
  ConnectStoreError?: ConnectStoreErrorResolvers<ContextType>;
  ConnectStorePayload?: ConnectStorePayloadResolvers<ContextType>;
  CredentialsRefused?: CredentialsRefusedResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DisconnectStoreError?: DisconnectStoreErrorResolvers<ContextType>;
  DisconnectStorePayload?: DisconnectStorePayloadResolvers<ContextType>;
  Integration?: IntegrationResolvers<ContextType>;
  IntegrationConnection?: IntegrationConnectionResolvers<ContextType>;
  IntegrationEdge?: IntegrationEdgeResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderChange?: OrderChangeResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderLineItem?: OrderLineItemResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ResourceSync?: ResourceSyncResolvers<ContextType>;
  StartSyncError?: StartSyncErrorResolvers<ContextType>;
  StartSyncPayload?: StartSyncPayloadResolvers<ContextType>;
  StoreNotActive?: StoreNotActiveResolvers<ContextType>;
  StoreNotifications?: StoreNotificationsResolvers<ContextType>;
  StoreUnavailable?: StoreUnavailableResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Sync?: SyncResolvers<ContextType>;
  SyncInProgress?: SyncInProgressResolvers<ContextType>;
  SyncProgress?: SyncProgressResolvers<ContextType>;
  SyncProgressed?: SyncProgressedResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
