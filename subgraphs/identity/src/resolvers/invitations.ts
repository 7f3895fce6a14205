import { audited, parsePage, toConnection } from '@conea/platform';
import { parseEmail } from '../domain/email.ts';
import { keysetOfInvitation } from '../domain/invitation.ts';
import { secondFactorErrors } from '../domain/second-factor-errors.ts';
import type { MutationResolvers, QueryResolvers } from '../schema.generated.ts';
import { ofOwnOrganization } from './audited-things.ts';
import { statusOf } from './invitation.ts';
import { roleName, roleOf } from './role.ts';
import { signedIn } from './signed-in.ts';

export const invitation: NonNullable<QueryResolvers['invitation']> = async (_, { token }, { findInvitation }) => {
  const found = await findInvitation(token);
  return found && { organizationName: found.organizationName, role: roleName(found.role), expiresAt: found.expiresAt };
};

export const invitations: NonNullable<QueryResolvers['invitations']> = audited(
  'invitation.list',
  ofOwnOrganization,
  async (_, { first, after, status, email }, { caller, pageOfInvitations }) => {
    if (!caller.user) return null;
    const page = parsePage({ first, after: after ?? null });
    const emailKey = email == null ? null : (parseEmail(email)?.key ?? '');
    const filter = { status: status ? statusOf(status) : null, emailKey };
    return toConnection(await pageOfInvitations(caller.user.organizationId, filter, page), page, keysetOfInvitation);
  },
);

export const inviteMember: NonNullable<MutationResolvers['inviteMember']> = async (_, { input }, context) => {
  const outcome = await context.invite.invite(context.caller, { ...input, role: roleOf(input) });
  if (!outcome.isDone) return { invitation: null, errors: [outcome.error] };
  return { invitation: await context.invitations.load(outcome.invitationId), errors: [] };
};

export const resendInvitation: NonNullable<MutationResolvers['resendInvitation']> = async (_, { input }, context) => {
  const outcome = await context.invite.resend(context.caller, input.invitationId);
  if (!outcome.isDone) return { invitation: null, errors: [outcome.error] };
  return { invitation: await context.invitations.load(outcome.invitationId), errors: [] };
};

export const revokeInvitation: NonNullable<MutationResolvers['revokeInvitation']> = async (_, { input }, context) => {
  const error = await context.invite.revoke(context.caller, input.invitationId);
  if (error) return { invitation: null, errors: [error] };
  return { invitation: await context.invitations.load(input.invitationId), errors: [] };
};

export const acceptInvitation: NonNullable<MutationResolvers['acceptInvitation']> = async (_, { input }, context) => {
  const outcome = await context.acceptInvitation(context.caller, input.token);
  if (!outcome.isDone) return { organization: null, errors: [outcome.error] };
  return { organization: await context.organizations.load(outcome.organizationId), errors: [] };
};

export const signUpByInvitation: NonNullable<MutationResolvers['signUpByInvitation']> = async (
  _,
  { input },
  context,
) => {
  const outcome = await context.signUpByInvitation(context.caller, input);
  if (!outcome.isDone) return { session: null, user: null, errors: outcome.errors };
  const { userId, organizationId, tokens, challenge } = outcome;
  // As after a sign-up: a repeated request shows a password alone.
  if (tokens) return signedIn(context, { userId, organizationId, tokens }, ['pwd']);
  const user = await context.findUser(organizationId, userId);
  return { session: null, user, errors: challenge ? [secondFactorErrors.missing(challenge)] : [] };
};
