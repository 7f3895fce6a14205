import { writableTenant } from '../context.ts';
import type { MutationResolvers } from '../schema.generated.ts';

export const disconnectStore: NonNullable<MutationResolvers['disconnectStore']> = async (_, { input }, context) => {
  const { caller, integrations } = context;
  const outcome = await context.disconnectStore(caller, writableTenant(caller), input.integrationId);
  if (!outcome.isDone) return { integration: null, errors: [outcome.error] };
  return { integration: await integrations.clear(outcome.integrationId).load(outcome.integrationId), errors: [] };
};
