import type { MutationResolvers } from '../schema.generated.ts';

export const revokeSession: NonNullable<MutationResolvers['revokeSession']> = async (_, { input }, context) => {
  const error = await context.revokeSessions.one(context.caller, input.sessionId);
  return error ? { sessionId: null, errors: [error] } : { sessionId: input.sessionId, errors: [] };
};

export const revokeOtherSessions: NonNullable<MutationResolvers['revokeOtherSessions']> = async (
  _,
  _args,
  context,
) => ({
  revokedCount: await context.revokeSessions.others(context.caller),
});

export const revokeAllSessions: NonNullable<MutationResolvers['revokeAllSessions']> = async (_, _args, context) => ({
  revokedCount: await context.revokeSessions.all(context.caller),
});

export const revokeMemberSessions: NonNullable<MutationResolvers['revokeMemberSessions']> = async (
  _,
  { input },
  context,
) => {
  const outcome = await context.revokeSessions.ofMember(context.caller, input.userId);
  if (!outcome.isDone) return { revokedCount: null, errors: [outcome.error] };
  return { revokedCount: outcome.revokedCount, errors: [] };
};
