import { writableTenant } from '../context.ts';
import type { MutationResolvers } from '../schema.generated.ts';

export const connectStore: NonNullable<MutationResolvers['connectStore']> = async (_, { input }, context) => {
  const { caller, signal, integrations } = context;
  const outcome = await context.connectStore(caller, writableTenant(caller), input, signal);
  if (!outcome.isDone) return { integration: null, errors: [outcome.error] };
  return { integration: await integrations.clear(outcome.integrationId).load(outcome.integrationId), errors: [] };
};
