import type { Transaction } from '@conea/platform';
import type { KeyOwner } from './api-key.ts';
import type { MembershipSelection } from './membership.ts';

/** How long what was deleted can be restored, in days. */
export const defaultGraceDays = 30;

/** When what is deleted now is purged. */
export type GraceEnd = (deletedAt: Date) => Date;

export function createGraceEnd(days: number): GraceEnd {
  return (deletedAt) => new Date(deletedAt.getTime() + days * 86_400_000);
}

/** What was deleted before then is due now. */
export function createGraceBegin(days: number): (now: Date) => Date {
  return (now) => new Date(now.getTime() - days * 86_400_000);
}

/** What is needed of the stored people and organizations to delete and to restore them. */
export type DeletionStore = {
  /** The organizations that a person is in, suspended or not, in the order in which they are locked. */
  listOrganizations(tx: Transaction, userId: string): Promise<string[]>;
  /** Whether somebody else is in the organization, suspended or not. */
  hasOthers(tx: Transaction, organizationId: string, userId: string): Promise<boolean>;
  deleteAccount(tx: Transaction, userId: string, reason: string | null, now: Date): Promise<void>;
  /** False when the account is not deleted. */
  restoreAccount(tx: Transaction, userId: string): Promise<boolean>;
  deleteOrganization(tx: Transaction, deletion: OrganizationDeletion): Promise<void>;
  /** Revokes the API keys of a person in every organization, or of everybody in one, that still work. */
  revokeKeys(tx: Transaction, whose: MembershipSelection, now: Date): Promise<(KeyOwner & { id: string })[]>;
  /** Its service accounts get no further token, and those they have are refused; answers them. */
  disableServiceAccounts(tx: Transaction, organizationId: string, now: Date): Promise<string[]>;
  /** False when the organization is not deleted. */
  restoreOrganization(tx: Transaction, organizationId: string): Promise<boolean>;
  /** The organizations that were deleted together with the account. */
  listDeletedWith(tx: Transaction, userId: string): Promise<string[]>;
  /** Whether the person would be an admin of the deleted organization, were it there. */
  isFormerAdmin(tx: Transaction, organizationId: string, userId: string): Promise<boolean>;
};

export type OrganizationDeletion = {
  organizationId: string;
  deletedBy: string;
  isWithAccount: boolean;
  reason: string | null;
  now: Date;
};

const maxReason = 500;

/** Why somebody leaves, in their own words; undefined when it is too long. */
export function parseReason(text: string | null | undefined): string | null | undefined {
  const reason = text?.trim() ?? '';
  if (reason.length > maxReason || reason.includes('\0')) return undefined;
  return reason === '' ? null : reason;
}
