import { userOf, type Context } from '../context.ts';
import type { Piece } from '../actions/follow-chat.ts';
import type { SubscriptionResolvers } from '../schema.generated.ts';

async function* follow(
  chatId: string,
  after: string | null,
  context: Context,
): AsyncGenerator<{ chatStreamed: Piece }> {
  userOf(context.caller);
  if ((await context.readableChats.load(chatId)) === null) return;
  for await (const piece of context.follow(chatId, after, context.signal)) yield { chatStreamed: piece };
}

export const chatStreamed: NonNullable<SubscriptionResolvers['chatStreamed']> = {
  subscribe: (_, { chatId, after }, context) => follow(chatId, after ?? null, context),
};
