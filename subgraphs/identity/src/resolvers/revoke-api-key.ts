import type { MutationResolvers } from '../schema.generated.ts';

export const revokeApiKey: NonNullable<MutationResolvers['revokeApiKey']> = async (_, { input }, context) => {
  const error = await context.revokeApiKey(context.caller, input);
  if (error) return { apiKey: null, errors: [error] };
  return { apiKey: await context.apiKeys.load(input.apiKeyId), errors: [] };
};
