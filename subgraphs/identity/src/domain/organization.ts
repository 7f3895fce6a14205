import type { Transaction } from '@conea/platform';

/** A company or team: the tenant of everything that is stored. */
export type Organization = { id: string; name: string; createdAt: Date };

/** What the use cases need of the stored organizations. */
export type OrganizationStore = {
  create(tx: Transaction, organization: Organization): Promise<void>;
  listByIds(ids: readonly string[]): Promise<Organization[]>;
};
