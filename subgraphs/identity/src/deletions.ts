import { createCloseOrganization, type CloseOrganizationParts } from './domain/close-organization.ts';
import { createDeleteAccount, type DeleteAccountParts } from './domain/delete-account.ts';
import { createDeleteOrganization, type DeleteOrganizationParts } from './domain/delete-organization.ts';
import { createRestoreAccount } from './domain/restore-account.ts';
import { createRestoreOrganization } from './domain/restore-organization.ts';

type Parts = CloseOrganizationParts & Omit<DeleteAccountParts & DeleteOrganizationParts, 'closeOrganization'>;

/** How people and organizations go, and come back. */
export function createDeletions(parts: Parts) {
  const all = { ...parts, closeOrganization: createCloseOrganization(parts) };
  return {
    deleteAccount: createDeleteAccount(all),
    restoreAccount: createRestoreAccount(all),
    deleteOrganization: createDeleteOrganization(all),
    restoreOrganization: createRestoreOrganization(all),
  };
}
