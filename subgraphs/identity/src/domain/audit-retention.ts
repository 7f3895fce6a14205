import type { Caller, Mutate } from '@conea/platform';
import { requireAdmin } from './admin.ts';
import type { MembershipStore } from './membership.ts';
import type { OrganizationStore } from './organization.ts';
import type { RequireRecentProof } from './step-up.ts';
import { userErrors, type InvalidInput } from './user-errors.ts';

/** Days for which an organization's audit trail is kept at hand: laws ask for months to ten years. */
export const auditRetentionDays = { least: 90, most: 3_650, default: 365 } as const;

export type AuditRetentionParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  organizations: OrganizationStore;
  requireRecentProof: RequireRecentProof;
};

/** Sets for how long the audit trail of the caller's organization is kept at hand; null when it is done. Throws FORBIDDEN unless the caller is an admin. */
export function createChangeAuditRetention(parts: AuditRetentionParts) {
  const { mutate, memberships, organizations, requireRecentProof } = parts;
  return (caller: Caller, days: number): Promise<InvalidInput | null> => {
    const request = { action: 'organization.change_audit_retention', input: { days } };
    return mutate<InvalidInput | null>(caller, request, async (tx, emit) => {
      const { admin } = await requireAdmin(tx, memberships, caller);
      await requireRecentProof(tx, caller);
      const { organizationId: id } = admin;
      const resource = { type: 'Organization', id };
      const { least, most } = auditRetentionDays;
      if (!Number.isInteger(days) || days < least || days > most) {
        const result = userErrors.invalidInput('days', `An audit trail is kept for ${least} to ${most} days.`);
        return { result, resource, isRefused: true };
      }
      const from = await organizations.changeAuditRetention(tx, id, days);
      emit({ type: 'organization.audit_retention_changed', subject: id, data: { days } });
      return { result: null, resource, metadata: { from, to: days } };
    });
  };
}
