import { isId, type Caller, type Effect, type Mutate } from '@conea/platform';
import { requirePermission } from './authority.ts';
import { parseEmail } from './email.ts';
import type { Role } from './roles.ts';
import { createInvitationSender, type InvitationSenderParts, type SendError, type Sent } from './send-invitation.ts';
import { userErrors, type NotFound, type TooManyAttempts } from './user-errors.ts';

export type InviteInput = { email: string; role: Role; idempotencyKey?: string | null | undefined };

/** The id of the invitation that was mailed, or why none was. It does not depend on whether somebody has an account with the address. */
export type InviteOutcome =
  { isDone: true; invitationId: string } | { isDone: false; error: SendError | TooManyAttempts };

export type InvitationsParts = InvitationSenderParts & { mutate: Mutate };

/** Invites people to the caller's organization, by a mail to their address; throws FORBIDDEN unless the caller may manage users. */
export function createInvitations(parts: InvitationsParts) {
  const { mutate, memberships, invitations, clock } = parts;
  const send = createInvitationSender(parts);
  return {
    /** An address that was invited before gets a new mail; what the earlier one said is no longer good. */
    invite: async (caller: Caller, { email: text, role, idempotencyKey }: InviteInput): Promise<InviteOutcome> => {
      const email = parseEmail(text);
      const request = { action: 'member.invite', idempotencyKey, input: { email: text, role } };
      const sent = await mutate<Sent>(caller, request, async (tx, emit) => {
        const authority = await requirePermission(tx, memberships, caller, 'manage:users');
        return email ? send(tx, emit, { caller, authority, email, role }) : refuse(userErrors.noEmail());
      });
      return outcomeOf(sent);
    },
    /** From then on it is the caller's invitation, for another seven days. */
    resend: async (caller: Caller, invitationId: string): Promise<InviteOutcome> => {
      const request = { action: 'invitation.resend', input: { invitationId } };
      const sent = await mutate<Sent>(caller, request, async (tx, emit) => {
        const authority = await requirePermission(tx, memberships, caller, 'manage:users');
        const { organizationId } = authority.user;
        const open = isId('inv', invitationId) && (await invitations.findOpen(tx, organizationId, invitationId));
        if (!open) return refuse(userErrors.noSuchInvitation());
        return send(tx, emit, { caller, authority, ...open });
      });
      return outcomeOf(sent);
    },
    revoke: (caller: Caller, invitationId: string): Promise<NotFound | null> => {
      const request = { action: 'invitation.revoke', input: { invitationId } };
      return mutate<NotFound | null>(caller, request, async (tx, emit): Promise<Effect<NotFound | null>> => {
        const { user } = await requirePermission(tx, memberships, caller, 'manage:users');
        const isOne = isId('inv', invitationId);
        if (!isOne || !(await invitations.revoke(tx, user.organizationId, invitationId, clock())))
          return { result: userErrors.noSuchInvitation(), resource: null, isRefused: true };
        emit({ type: 'invitation.revoked', subject: invitationId, data: {} });
        return { result: null, resource: { type: 'Invitation', id: invitationId } };
      });
    },
  };
}

function refuse(error: SendError): Effect<Sent> {
  return { result: { error }, resource: null, isRefused: true };
}

function outcomeOf(sent: Sent): InviteOutcome {
  if ('invitationId' in sent) return { isDone: true, invitationId: sent.invitationId } as const;
  const error = 'error' in sent ? sent.error : userErrors.tooManyMails(new Date(sent.retryAt));
  return { isDone: false, error } as const;
}
