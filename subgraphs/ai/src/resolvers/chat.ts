import type { Context } from '../context.ts';
import type { ChatResolvers } from '../schema.generated.ts';
import { dollars } from './money.ts';

/** A model by id; null when it is gone. */
export async function findModel(id: string | null, { registry }: Context) {
  return (await registry()).find((model) => model.id === id) ?? null;
}

/** What a call used; null until it is settled. */
export async function findUsage(id: string, { usageOf }: Context) {
  const row = await usageOf.load(id);
  if (row === null) return null;
  const { inputTokens, cachedInputTokens, outputTokens, cost } = row;
  return { inputTokens, cachedInputTokens, outputTokens, cost: dollars(cost) };
}

export const Chat: ChatResolvers = {
  __resolveReference: ({ id }, { readableChats }) => readableChats.load(id),
  user: ({ userId }) => ({ id: userId }),
  model: ({ modelId }, _, context) => findModel(modelId, context),
  usage: ({ id }, _, context) => findUsage(id, context),
};
