import { createCloseOrganization, type CloseOrganizationParts } from './domain/close-organization.ts';
import { createDeleteAccount, type DeleteAccountParts } from './domain/delete-account.ts';
import { createDeleteOrganization, type DeleteOrganizationParts } from './domain/delete-organization.ts';
import { createRestoreAccount } from './domain/restore-account.ts';
import { createRestoreOrganization } from './domain/restore-organization.ts';
import { createUserSuspension, type SuspensionParts } from './domain/suspend-user.ts';

type Parts = CloseOrganizationParts &
  SuspensionParts &
  Omit<DeleteAccountParts & DeleteOrganizationParts, 'closeOrganization'>;

/** How people and organizations go, or are kept out, and come back. */
export function createDeletions(parts: Parts) {
  const all = { ...parts, closeOrganization: createCloseOrganization(parts) };
  return {
    deleteAccount: createDeleteAccount(all),
    restoreAccount: createRestoreAccount(all),
    deleteOrganization: createDeleteOrganization(all),
    restoreOrganization: createRestoreOrganization(all),
    userSuspension: createUserSuspension(parts),
  };
}
