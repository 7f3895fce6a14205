import type { Transaction } from '@conea/platform';
import type { SecondFactorPolicy } from './second-factor.ts';

/** A company or team: the tenant of everything that is stored. */
export type Organization = {
  id: string;
  name: string;
  createdAt: Date;
  secondFactorPolicy: SecondFactorPolicy;
  /** For how many days its audit trail is kept at hand. */
  auditRetentionDays: number;
};

/** One to be created: it leaves second factors to its members. */
export type NewOrganization = Omit<Organization, 'secondFactorPolicy' | 'auditRetentionDays'>;

/** What the use cases need of the stored organizations. */
export type OrganizationStore = {
  create(tx: Transaction, organization: NewOrganization): Promise<void>;
  setSecondFactorPolicy(tx: Transaction, id: string, policy: SecondFactorPolicy): Promise<void>;
  /** Answers how many days they were before. */
  changeAuditRetention(tx: Transaction, id: string, days: number): Promise<number>;
  findName(tx: Transaction, id: string): Promise<string | null>;
  listByIds(ids: readonly string[]): Promise<Organization[]>;
};
