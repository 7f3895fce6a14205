import type { MutationResolvers } from '../schema.generated.ts';

export const rotateApiKey: NonNullable<MutationResolvers['rotateApiKey']> = async (_, { input }, context) => {
  const outcome = await context.rotateApiKey(context.caller, input);
  if (!outcome.isDone) return { apiKey: null, secret: null, errors: [outcome.error] };
  return { apiKey: await context.apiKeys.load(outcome.apiKeyId), secret: outcome.secret, errors: [] };
};
