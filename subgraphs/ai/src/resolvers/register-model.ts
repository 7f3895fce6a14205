import type { MutationResolvers } from '../schema.generated.ts';
import { findModel } from './chat.ts';

export const registerModel: NonNullable<MutationResolvers['registerModel']> = async (_, { input }, context) => {
  const { isEnabled = true, idempotencyKey = null, ...model } = input;
  const outcome = await context.registerModel(context.caller, { ...model, isEnabled: isEnabled, idempotencyKey });
  if (outcome.isDone) return { model: await findModel(outcome.id, context), errors: [] };
  return { model: null, errors: [{ __typename: 'InvalidInput', message: outcome.message, path: outcome.path }] };
};
