import type { Transaction } from '@conea/platform';
import type { Role, RoleHeld } from './roles.ts';

/** That a person belongs to an organization, and as what. */
export type Membership = RoleHeld & {
  organizationId: string;
  userId: string;
  joinedAt: Date;
  suspendedAt: Date | null;
};

/** Why somebody is kept out: each reason is taken back by itself. An admin's is `admin`. */
export type SuspensionCause = 'account_deleted' | 'organization_deleted' | 'platform';

/** All memberships of a person, or all of an organization. */
export type MembershipSelection = { userId: string } | { organizationId: string };

/** Organizations of one person. */
export const maxMemberships = 100;

/** What the use cases need of the stored memberships. A suspended member counts as none, except where its membership is changed. */
export type MembershipStore = {
  /** False when the person is a member already. */
  add(tx: Transaction, membership: Omit<Membership, 'suspendedAt' | 'customPermissions'>): Promise<boolean>;
  /** Locks the roles of the organization until the transaction ends, and answers its admins. */
  lockAdmins(tx: Transaction, organizationId: string): Promise<string[]>;
  find(tx: Transaction, organizationId: string, userId: string): Promise<Membership | null>;
  /** The role of a member, suspended or not. */
  findRole(tx: Transaction, organizationId: string, userId: string): Promise<RoleHeld | null>;
  /** Whether the address is a member's, suspended or not. */
  hasAddress(tx: Transaction, organizationId: string, emailKey: string): Promise<boolean>;
  changeRole(tx: Transaction, organizationId: string, userId: string, role: Role): Promise<boolean>;
  /** False when there is no such member; a member that was suspended before stays so since then. */
  suspend(tx: Transaction, organizationId: string, userId: string, now: Date): Promise<boolean>;
  /** Takes back what `suspend` did; whoever is kept out for another reason stays so. */
  restore(tx: Transaction, organizationId: string, userId: string): Promise<boolean>;
  suspendAll(tx: Transaction, selection: MembershipSelection, cause: SuspensionCause, now: Date): Promise<void>;
  restoreAll(tx: Transaction, selection: MembershipSelection, cause: SuspensionCause): Promise<void>;
  /** Whether the person is kept out of all organizations that they are in; not of somebody who is in none. */
  isSuspendedEverywhere(tx: Transaction, userId: string): Promise<boolean>;
  remove(tx: Transaction, organizationId: string, userId: string): Promise<boolean>;
  /** Makes access tokens worthless of members who have a session that none of these methods (RFC 8176) proved. */
  renewUnproven(tx: Transaction, organizationId: string, methods: readonly string[]): Promise<void>;
  /** How many organizations the person is in; who joins at the same time waits. */
  countOfUser(tx: Transaction, userId: string): Promise<number>;
  /** Where the person signed in last and still may, otherwise the organization they joined first; null when there is none. */
  findHome(tx: Transaction, userId: string): Promise<Membership | null>;
  /** Those that are not suspended, the earliest first; at most `maxMemberships`. */
  listOfUser(userId: string): Promise<Membership[]>;
};
