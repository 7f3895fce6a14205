import type { MutationResolvers } from '../schema.generated.ts';

export const createApiKey: NonNullable<MutationResolvers['createApiKey']> = async (_, { input }, context) => {
  const outcome = await context.createApiKey(context.caller, input);
  if (!outcome.isDone) return { apiKey: null, secret: null, errors: outcome.errors };
  return { apiKey: await context.apiKeys.load(outcome.apiKeyId), secret: outcome.secret, errors: [] };
};
