import type { ChatInput, MutationResolvers, ResolversTypes } from '../schema.generated.ts';
import type { Context } from '../context.ts';

const wait = 8_000;

async function ask({ messages, modelId, maxOutputTokens, temperature, idempotencyKey }: ChatInput, context: Context) {
  return context.ask(context.caller, {
    messages: messages.map(({ role, content }) => ({ role, content })),
    modelId: modelId ?? null,
    maxOutputTokens: maxOutputTokens ?? 1_024,
    temperature: temperature ?? null,
    idempotencyKey: idempotencyKey ?? null,
  });
}

type Payload = Awaited<ResolversTypes['ChatPayload']>;

async function payloadOf(asked: Awaited<ReturnType<typeof ask>>, { ownChats }: Context): Promise<Payload> {
  if (!asked.isAsked) return { chat: null, errors: [{ __typename: asked.error, ...asked.problem }] };
  return { chat: await ownChats.load(asked.chatId), errors: [] };
}

export const startChat: NonNullable<MutationResolvers['startChat']> = async (_, { input }, context) =>
  payloadOf(await ask(input, context), context);

export const chat: NonNullable<MutationResolvers['chat']> = async (_, { input }, context) => {
  const asked = await ask(input, context);
  if (asked.isAsked) {
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(wait)]);
    for await (const piece of context.follow(asked.chatId, null, signal)) if (piece.chat) break;
  }
  return payloadOf(asked, context);
};
