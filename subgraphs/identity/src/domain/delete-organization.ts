import type { Caller, Effect, Mutate, Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import { requireAdmin } from './admin.ts';
import type { CloseOrganization } from './close-organization.ts';
import { parseReason, type GraceEnd } from './deletion.ts';
import type { MailQueue } from './mail.ts';
import type { MembershipStore } from './membership.ts';
import { createOneTimeToken, type TokenStore } from './one-time-token.ts';
import type { OrganizationStore } from './organization.ts';
import type { RequireRecentProof } from './step-up.ts';
import type { UserStore } from './user.ts';
import { userErrors, type InvalidInput } from './user-errors.ts';

export type DeleteOrganizationInput = {
  /** What the organization is called, typed once more. */
  name: string;
  reason?: string | null | undefined;
};

/** Until when the organization can be restored, or why it is not deleted. */
export type DeleteOrganizationOutcome =
  { isDone: true; restorableUntil: Date } | { isDone: false; error: InvalidInput };

export type DeleteOrganizationParts = {
  mutate: Mutate;
  users: UserStore;
  memberships: MembershipStore;
  organizations: OrganizationStore;
  tokens: TokenStore;
  mail: MailQueue;
  mails: AccountMails;
  closeOrganization: CloseOrganization;
  requireRecentProof: RequireRecentProof;
  graceEnd: GraceEnd;
  clock: () => Date;
};

type Deletion = {
  organizationId: string;
  organizationName: string;
  adminIds: readonly string[];
  now: Date;
  restorableUntil: Date;
};
type Deleted = { restorableUntil: string } | { error: InvalidInput };

/** Deletes the caller's organization, which its admins can restore until it is purged; throws FORBIDDEN unless the caller is an admin. */
export function createDeleteOrganization(parts: DeleteOrganizationParts) {
  const { mutate, memberships, organizations, closeOrganization, requireRecentProof, graceEnd, clock } = parts;
  const tellAdmins = createAdminMail(parts);
  return async (
    caller: Caller,
    { name, reason: text }: DeleteOrganizationInput,
  ): Promise<DeleteOrganizationOutcome> => {
    const reason = parseReason(text);
    const request = { action: 'organization.delete', input: null };
    const deleted = await mutate<Deleted>(caller, request, async (tx, emit): Promise<Effect<Deleted>> => {
      const { admin, adminIds } = await requireAdmin(tx, memberships, caller);
      await requireRecentProof(tx, caller);
      const { organizationId } = admin;
      const organizationName = await organizations.findName(tx, organizationId);
      if (organizationName === null || organizationName !== name.normalize('NFC').trim())
        return refuse(organizationId, 'name', 'This is not what the organization is called.');
      if (reason === undefined) return refuse(organizationId, 'reason', 'A reason has at most 500 characters.');
      const now = clock();
      const restorableUntil = graceEnd(now);
      await closeOrganization(tx, emit, { organizationId, deletedBy: admin.id, isWithAccount: false, reason, now });
      await tellAdmins(tx, { organizationId, organizationName, adminIds, now, restorableUntil });
      const resource = { type: 'Organization', id: organizationId };
      return { result: { restorableUntil: restorableUntil.toISOString() }, resource };
    });
    if ('error' in deleted) return { isDone: false, error: deleted.error };
    return { isDone: true, restorableUntil: new Date(deleted.restorableUntil) };
  };
}

/** Each admin gets a link of their own: one who should not have deleted it is not the only one who can restore it. */
function createAdminMail({ users, tokens, mail, mails }: DeleteOrganizationParts) {
  return async (
    tx: Transaction,
    { organizationId, organizationName, adminIds, now, restorableUntil }: Deletion,
  ): Promise<void> => {
    for (const userId of adminIds) {
      const { email } = await users.getAccount(userId, tx);
      const owner = { userId, email, organizationId };
      const { text, token } = createOneTimeToken('restore_organization', owner, now, restorableUntil);
      await tokens.add(tx, token);
      const message = { to: email.address, token: text, expiresAt: restorableUntil, organizationName };
      await mail.send(tx, mails.organizationDeleted(message));
    }
  };
}

function refuse(id: string, field: string, why: string): Effect<Deleted> {
  return {
    result: { error: userErrors.invalidInput(field, why) },
    resource: { type: 'Organization', id },
    isRefused: true,
  };
}
