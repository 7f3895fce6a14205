import type { MutationResolvers } from '../schema.generated.ts';
import { findModel, findUsage } from './chat.ts';

export const embed: NonNullable<MutationResolvers['embed']> = async (_, { input }, context) => {
  const { texts, modelId = null, idempotencyKey = null } = input;
  const outcome = await context.embed(context.caller, { texts, modelId, idempotencyKey });
  if (!outcome.isDone) {
    const { error, message, path } = outcome;
    return { embeddings: null, model: null, usage: null, errors: [{ __typename: error, message, path }] };
  }
  const { id, modelId: madeBy, vectors } = outcome.row;
  const embeddings = (vectors ?? []).map((vector) => ({ vector }));
  return { embeddings, model: await findModel(madeBy, context), usage: await findUsage(id, context), errors: [] };
};
