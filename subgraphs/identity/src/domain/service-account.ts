import type { Keyset, PageRequest, Transaction } from '@conea/platform';
import type { Role, RoleHeld } from './roles.ts';

/** Software with a place of its own in an organization: nobody signs in as it, its clients get tokens for it. */
export type ServiceAccount = RoleHeld & {
  id: string;
  organizationId: string;
  name: string;
  createdAt: Date;
  /** Since when it may do nothing; its tokens are worthless then. */
  disabledAt: Date | null;
};

/** What the use cases need of the stored service accounts. */
export type ServiceAccountStore = {
  create(tx: Transaction, account: Omit<ServiceAccount, 'disabledAt' | 'customPermissions'>): Promise<void>;
  /** How many the organization has; creations at the same time wait for each other. */
  countOfOrganization(tx: Transaction, organizationId: string): Promise<number>;
  find(tx: Transaction, organizationId: string, id: string): Promise<ServiceAccount | null>;
  /** False when there is no such account; one that was disabled before stays so since then. */
  disable(tx: Transaction, organizationId: string, id: string, now: Date): Promise<boolean>;
  enable(tx: Transaction, organizationId: string, id: string): Promise<boolean>;
  changeRole(tx: Transaction, organizationId: string, id: string, role: Role): Promise<void>;
  listByIds(organizationId: string, ids: readonly string[]): Promise<ServiceAccount[]>;
  pageOfOrganization(organizationId: string, page: PageRequest): Promise<ServiceAccount[]>;
};

/** The position of a service account in the list of its organization. */
export function keysetOfServiceAccount({ createdAt, id }: ServiceAccount): Keyset {
  return { at: createdAt, id };
}
