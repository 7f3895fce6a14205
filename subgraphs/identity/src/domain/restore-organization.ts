import { bindPerson, bindTransaction, type Caller, type Effect, type Mutate } from '@conea/platform';
import type { DeletionStore } from './deletion.ts';
import type { MembershipStore } from './membership.ts';
import { readOneTimeToken, type TokenStore } from './one-time-token.ts';
import { userErrors, type InvalidToken } from './user-errors.ts';

/** The organization that is there again, or why it is as it was. */
export type RestoreOrganizationOutcome =
  { isDone: true; organizationId: string } | { isDone: false; error: InvalidToken };

export type RestoreOrganizationParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  deletions: DeletionStore;
  tokens: TokenStore;
  clock: () => Date;
};

const purpose = 'restore_organization';

/** Takes back the deletion of an organization, on the word of somebody who is an admin of it still. Sessions, keys and invitations stay ended. */
export function createRestoreOrganization({ mutate, memberships, deletions, tokens, clock }: RestoreOrganizationParts) {
  return (caller: Caller, text: string): Promise<RestoreOrganizationOutcome> => {
    const hash = readOneTimeToken(purpose, text);
    const request = { action: 'organization.restore', input: null };
    return mutate<RestoreOrganizationOutcome>(caller, request, async (tx, emit) => {
      const owner = hash && (await tokens.use(tx, purpose, hash, clock()));
      if (!owner || owner.organizationId === null) return refuse();
      const { userId, organizationId: id } = owner;
      await bindPerson(tx, userId);
      await bindTransaction(tx, id);
      await memberships.lockAdmins(tx, id);
      if (!(await deletions.isFormerAdmin(tx, id, userId)) || !(await deletions.restoreOrganization(tx, id)))
        return refuse();
      await memberships.restoreAll(tx, { organizationId: id }, 'organization_deleted');
      emit({ type: 'organization.restored', subject: id, data: {} });
      const result = { isDone: true, organizationId: id } as const;
      return { result, resource: { type: 'Organization', id }, actor: { id: userId, organizationId: id } };
    });
  };
}

function refuse(): Effect<RestoreOrganizationOutcome> {
  return { result: { isDone: false, error: userErrors.invalidToken() }, resource: null, isRefused: true };
}
