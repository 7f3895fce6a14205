import { bindTransaction, newId, type Caller, type Effect, type Mutate } from '@conea/platform';
import { requireSession } from './create-api-key.ts';
import { parseDisplayName } from './display-name.ts';
import { maxMemberships, type MembershipStore } from './membership.ts';
import type { OrganizationStore } from './organization.ts';
import { userErrors, type InvalidInput } from './user-errors.ts';

export type CreateOrganizationInput = { name: string; idempotencyKey?: string | null | undefined };

/** The id of the new organization, or why there is none. */
export type CreateOrganizationOutcome =
  { isDone: true; organizationId: string } | { isDone: false; error: InvalidInput };

export type CreateOrganizationParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  organizations: OrganizationStore;
  clock: () => Date;
};

/** Creates another organization with the caller as its admin. Throws FORBIDDEN for a caller that has no session but a key. */
export function createCreateOrganization({ mutate, memberships, organizations, clock }: CreateOrganizationParts) {
  return (
    caller: Caller,
    { name: text, idempotencyKey }: CreateOrganizationInput,
  ): Promise<CreateOrganizationOutcome> => {
    const request = { action: 'organization.create', idempotencyKey, input: { name: text } };
    return mutate<CreateOrganizationOutcome>(caller, request, async (tx, emit) => {
      const { id: userId } = requireSession(caller);
      const name = parseDisplayName(text);
      if (name === null) return refuse(userErrors.invalidInput('name', 'A name has 1 to 100 characters on one line.'));
      if ((await memberships.countOfUser(tx, userId)) >= maxMemberships)
        return refuse(userErrors.tooManyOrganizations('name'));
      const organization = { id: newId('org'), name, createdAt: clock() };
      await bindTransaction(tx, organization.id);
      await organizations.create(tx, organization);
      const { id, createdAt: joinedAt } = organization;
      await memberships.add(tx, { organizationId: id, userId, role: 'admin', joinedAt });
      emit({ type: 'organization.created', subject: id, data: { name } });
      return { result: { isDone: true, organizationId: id }, resource: { type: 'Organization', id } };
    });
  };
}

function refuse(error: InvalidInput): Effect<CreateOrganizationOutcome> {
  return { result: { isDone: false, error }, resource: null, isRefused: true };
}
