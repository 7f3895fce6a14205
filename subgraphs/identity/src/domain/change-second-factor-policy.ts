import { everything, type Caller, type Effect, type Mutate } from '@conea/platform';
import { requirePermission } from './authority.ts';
import type { MembershipStore } from './membership.ts';
import type { OrganizationStore } from './organization.ts';
import { factorKinds, isRequired, referencesOf, type FactorKind } from './second-factor.ts';
import type { RequireRecentProof } from './step-up.ts';
import { userErrors, type InvalidInput } from './user-errors.ts';

/** Whether members need a second factor of one of these kinds, any when it is left out, and the days until they do: 7 when they are. */
export type PolicyInput = {
  isRequired: boolean;
  graceDays?: number | undefined;
  kinds?: readonly FactorKind[] | undefined;
};

/** The organization whose policy it is now, or what is wrong with it. */
export type PolicyOutcome = { isDone: true; organizationId: string } | { isDone: false; error: InvalidInput };

export type PolicyParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  organizations: OrganizationStore;
  requireRecentProof: RequireRecentProof;
  clock: () => Date;
};

const maxGraceDays = 90;
const day = 86_400_000;

/** Says what second factor an organization asks of its members. Throws FORBIDDEN unless the caller is an admin. */
export function createChangeSecondFactorPolicy(parts: PolicyParts) {
  const { mutate, memberships, organizations, requireRecentProof, clock } = parts;
  return (caller: Caller, input: PolicyInput): Promise<PolicyOutcome> => {
    const { graceDays = 7, kinds = factorKinds } = input;
    const asked = { isRequired: input.isRequired, graceDays, kinds: [...new Set(kinds)] };
    const request = { action: 'organization.change_second_factor_policy', input: asked };
    return mutate<PolicyOutcome>(caller, request, async (tx, emit): Promise<Effect<PolicyOutcome>> => {
      const { user } = await requirePermission(tx, memberships, caller, everything);
      await requireRecentProof(tx, caller);
      const error = problemOf(asked);
      if (error) return { result: { isDone: false, error }, resource: null, isRefused: true };
      const { organizationId: id } = user;
      const now = clock();
      const requiredFrom = asked.isRequired ? new Date(now.getTime() + graceDays * day) : null;
      const policy = { requiredFrom, kinds: asked.kinds };
      await organizations.setSecondFactorPolicy(tx, id, policy);
      // Tokens of sessions that were not proven so have to be refreshed, which asks for it.
      if (isRequired(policy, now)) await memberships.renewUnproven(tx, id, referencesOf(policy.kinds));
      const data = { requiredFrom: requiredFrom?.toISOString() ?? null, kinds: asked.kinds };
      emit({ type: 'organization.second_factor_policy_changed', subject: id, data });
      const result = { isDone: true, organizationId: id } as const;
      return { result, resource: { type: 'Organization', id }, metadata: data };
    });
  };
}

function problemOf({ graceDays, kinds }: { graceDays: number; kinds: readonly FactorKind[] }): InvalidInput | null {
  if (!Number.isInteger(graceDays) || graceDays < 0 || graceDays > maxGraceDays)
    return userErrors.invalidInput('graceDays', `The grace period has 0 to ${maxGraceDays} days.`);
  return kinds.length === 0 ? userErrors.invalidInput('kinds', 'At least one kind has to count.') : null;
}
