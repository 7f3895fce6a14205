import type { Keyset, PageRequest, Transaction } from '@conea/platform';

export type IntegrationStatus = 'active' | 'credentials_refused' | 'disconnected';
export type NotificationState = 'pending' | 'active' | 'inactive';

/** A connected store of an organization. */
export type Integration = {
  id: string;
  organizationId: string;
  provider: 'shopify';
  shopDomain: string;
  name: string;
  currencyCode: string;
  isSimulated: boolean;
  status: IntegrationStatus;
  notificationState: NotificationState;
  notificationReason: string | null;
  connectedAt: Date;
  disconnectedAt: Date | null;
};

/** What a store says of itself when it is connected. */
export type StoreProfile = Pick<Integration, 'name' | 'currencyCode' | 'isSimulated'>;

/** What the use cases need of the stored integrations. */
export type IntegrationStore = {
  /** Creates it, or revives the one of the same shop; answers its id. */
  connect(
    tx: Transaction,
    integration: StoreProfile & { organizationId: string; shopDomain: string; now: Date },
  ): Promise<string>;
  /** Locked until the transaction ends; null when the organization has none with this id. */
  lock(tx: Transaction, organizationId: string, id: string): Promise<Integration | null>;
  /** Only an active store can have its credentials refused: a disconnected one stays so. */
  setStatus(tx: Transaction, id: string, status: IntegrationStatus, now: Date): Promise<void>;
  setNotifications(id: string, state: NotificationState, reason: string | null): Promise<void>;
  /** For jobs and notifications, which act for no caller. */
  find(id: string): Promise<Integration | null>;
  listByIds(organizationId: string, ids: readonly string[]): Promise<Integration[]>;
  page(organizationId: string, page: PageRequest): Promise<Integration[]>;
};

/** The position of an integration in the list. */
export function keysetOf({ connectedAt, id }: Integration): Keyset {
  return { at: connectedAt, id };
}
