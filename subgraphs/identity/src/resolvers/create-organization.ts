import type { MutationResolvers } from '../schema.generated.ts';

export const createOrganization: NonNullable<MutationResolvers['createOrganization']> = async (
  _,
  { input },
  context,
) => {
  const outcome = await context.createOrganization(context.caller, input);
  if (!outcome.isDone) return { organization: null, errors: [outcome.error] };
  return { organization: await context.organizations.load(outcome.organizationId), errors: [] };
};
