import type { DomainEvent, Transaction } from '@conea/platform';
import type { DeletionStore, OrganizationDeletion } from './deletion.ts';
import type { InvitationStore } from './invitation.ts';
import type { MembershipStore } from './membership.ts';
import type { SessionStore } from './session.ts';

export type CloseOrganizationParts = {
  deletions: DeletionStore;
  memberships: MembershipStore;
  sessions: SessionStore;
  invitations: InvitationStore;
};

/** Ends all that acts in an organization, within a transaction that holds its roles, and adds the events that tell of it. */
export type CloseOrganization = (
  tx: Transaction,
  emit: (event: DomainEvent) => void,
  deletion: OrganizationDeletion,
) => Promise<void>;

export function createCloseOrganization(parts: CloseOrganizationParts): CloseOrganization {
  const { deletions, memberships, sessions, invitations } = parts;
  return async (tx, emit, deletion) => {
    const { organizationId, now } = deletion;
    await deletions.deleteOrganization(tx, deletion);
    await memberships.suspendAll(tx, { organizationId }, 'organization_deleted', now);
    for (const id of await sessions.revokeOfOrganization(tx, organizationId, 'organization_deleted', now))
      emit({ type: 'session.revoked', subject: id, data: { reason: 'organization_deleted' } });
    for (const { id, userId } of await deletions.revokeKeys(tx, { organizationId }, now))
      emit({ type: 'api_key.revoked', subject: id, data: { userId } });
    for (const id of await deletions.disableServiceAccounts(tx, organizationId, now))
      emit({ type: 'service_account.disabled', subject: id, data: {} });
    for (const id of await invitations.revokeAll(tx, organizationId, now))
      emit({ type: 'invitation.revoked', subject: id, data: {} });
    emit({ type: 'organization.deleted', subject: organizationId, data: {} });
  };
}
