import { newId, type Caller, type DomainEvent, type Effect, type Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import { requireCover, type Authority } from './authority.ts';
import type { Email } from './email.ts';
import type { InvitationStore } from './invitation.ts';
import type { AskToInvite, InvitationLimits } from './invitation-allowance.ts';
import type { MailQueue } from './mail.ts';
import type { MembershipStore } from './membership.ts';
import { createOneTimeToken } from './one-time-token.ts';
import type { OrganizationStore } from './organization.ts';
import type { RoleStore } from './organization-role.ts';
import { findRole } from './role-choice.ts';
import type { Role } from './roles.ts';
import type { RequireRecentProof } from './step-up.ts';
import type { UserStore } from './user.ts';
import { userErrors, type AlreadyMember, type InvalidInput, type NotFound } from './user-errors.ts';

/** Why an address is not invited. */
export type SendError = AlreadyMember | InvalidInput | NotFound;

export type InvitationSenderParts = {
  users: UserStore;
  memberships: MembershipStore;
  roles: RoleStore;
  organizations: OrganizationStore;
  invitations: InvitationStore;
  mail: MailQueue;
  mails: AccountMails;
  askToInvite: AskToInvite;
  invitationLimits: InvitationLimits;
  requireRecentProof: RequireRecentProof;
  clock: () => Date;
};

type Emit = (event: DomainEvent) => void;

/** The invitation that was mailed, or why none was. */
export type Sent = { invitationId: string } | { error: SendError } | { retryAt: string };
type Asked = { email: Email; role: Role };

/** Mails an invitation, unless its role permits more than the caller may (FORBIDDEN), within a transaction that holds the roles of the organization. */
export function createInvitationSender(parts: InvitationSenderParts) {
  const { users, memberships, organizations, invitations, mail, mails, askToInvite, invitationLimits, clock } = parts;
  const check = async (tx: Transaction, caller: Caller, organizationId: string, email: Email) => {
    if (await memberships.hasAddress(tx, organizationId, email.key))
      return { error: userErrors.alreadyMember('email') };
    if ((await invitations.countPending(tx, organizationId, email.key, clock())) >= invitationLimits.pending)
      return { error: userErrors.tooManyInvitations(invitationLimits.pending) };
    const retryAt = await askToInvite(tx, caller, organizationId, email.key);
    return retryAt && { retryAt: retryAt.toISOString() };
  };
  return async (
    tx: Transaction,
    emit: Emit,
    { caller, authority, email, role }: Asked & { caller: Caller; authority: Authority },
  ): Promise<Effect<Sent>> => {
    // Beyond what the built-in roles below admin permit, a role can do harm.
    if (role !== 'user' && role !== 'viewer') await parts.requireRecentProof(tx, caller);
    const { id: inviterId, organizationId } = authority.user;
    const given = await findRole(tx, parts.roles, organizationId, role);
    if (!given) return { result: { error: userErrors.noSuchRole('customRoleId') }, resource: null, isRefused: true };
    requireCover(authority, given);
    const problem = await check(tx, caller, organizationId, email);
    if (problem) return { result: problem, resource: null, isRefused: true };
    const sentAt = clock();
    const { text, token } = createOneTimeToken('accept_invitation', { userId: null, email }, sentAt);
    const organizationName = await organizations.findName(tx, organizationId);
    const inviter = await users.getAccount(inviterId, tx);
    const fresh = newId('inv');
    const { hash: tokenHash, expiresAt } = token;
    const invitation = { id: fresh, organizationId, email, role, tokenHash, invitedBy: inviterId, sentAt, expiresAt };
    const id = await invitations.save(tx, invitation);
    const names = { organizationName: organizationName ?? '', inviterName: inviter.name };
    await mail.send(tx, mails.invitation({ to: email.address, token: text, expiresAt, ...names }));
    emit({ type: id === fresh ? 'invitation.created' : 'invitation.renewed', subject: id, data: { role } });
    return { result: { invitationId: id }, resource: { type: 'Invitation', id }, metadata: { role } };
  };
}
