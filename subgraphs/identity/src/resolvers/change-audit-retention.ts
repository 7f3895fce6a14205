import type { MutationResolvers } from '../schema.generated.ts';

export const changeAuditRetention: NonNullable<MutationResolvers['changeAuditRetention']> = async (
  _,
  { input },
  context,
) => {
  const { caller, organizations } = context;
  const error = await context.changeAuditRetention(caller, input.days);
  if (error || !caller.user) return { organization: null, errors: error ? [error] : [] };
  return {
    organization: await organizations.clear(caller.user.organizationId).load(caller.user.organizationId),
    errors: [],
  };
};
