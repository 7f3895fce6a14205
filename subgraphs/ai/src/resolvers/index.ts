import { forbidden, parsePage, permits, toConnection } from '@conea/platform';
import { userOf } from '../context.ts';
import type { Resolvers } from '../schema.generated.ts';
import { AiModel } from './ai-model.ts';
import { organizationUsage, userUsage } from './ai-usage.ts';
import { chatStreamed } from './chat-streamed.ts';
import { Chat } from './chat.ts';
import { embed } from './embed.ts';
import { registerModel } from './register-model.ts';
import { chat, startChat } from './start-chat.ts';

const byId = ({ id }: { id: string }) => ({ id });

/** The resolvers of the AI subgraph. */
export const resolvers: Resolvers = {
  Query: {
    models: (_, _args, { registry }) => registry(),
    chat: (_, { id }, { readableChats }) => readableChats.load(id),
    chats: async (_, { first, after }, { caller, chats }) => {
      const user = userOf(caller);
      const { id, organizationId } = user;
      if (!permits(user.scopes, 'read:own_data')) throw forbidden();
      const page = parsePage({ first, after: after ?? null });
      return toConnection(await chats.page(organizationId, id, page), page, ({ createdAt, id: chatId }) => ({
        at: createdAt,
        id: chatId,
      }));
    },
  },
  Mutation: { chat, startChat, embed, registerModel },
  Subscription: { chatStreamed },
  AiModel,
  Chat,
  User: { __resolveReference: byId, aiUsage: userUsage },
  Organization: { __resolveReference: byId, aiUsage: organizationUsage },
};
