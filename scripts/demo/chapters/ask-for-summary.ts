import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';
import type { Order } from './list-orders.ts';

const start = /* GraphQL */ `
  mutation StartChat($input: ChatInput!) {
    startChat(input: $input) {
      chat {
        id
      }
      errors {
        ... on UserError {
          message
        }
      }
    }
  }
`;
const follow = /* GraphQL */ `
  subscription FollowChat($id: ID!) {
    chatStreamed(chatId: $id) {
      delta
      chat {
        status
        answer
        failure
        isFallback
        model {
          name
        }
        usage {
          inputTokens
          outputTokens
          cost {
            amount
          }
        }
        user {
          name
        }
      }
    }
  }
`;
const started = z.object({
  startChat: z.object({
    chat: z.object({ id: z.string() }).nullable(),
    errors: z.array(z.object({ message: z.string().optional() })),
  }),
});
const chat = z.object({
  status: z.string(),
  answer: z.string().nullable(),
  failure: z.string().nullable(),
  model: z.object({ name: z.string() }).nullable(),
  usage: z
    .object({ inputTokens: z.number(), outputTokens: z.number(), cost: z.object({ amount: z.string() }) })
    .nullable(),
  user: z.object({ name: z.string() }).nullable(),
});
const streamed = z.object({ chatStreamed: z.object({ delta: z.string(), chat: chat.nullable() }).nullable() });
const week = 7 * 24 * 3_600_000;

export async function askForSummary(client: EndpointClient, orders: readonly Order[], narrator: Narrator) {
  narrator.chapter('Ask the AI to summarise the week, streamed');
  const messages = [{ role: 'USER', content: questionAbout(orders) }];
  const { chat: queued, errors } = (await client.request(start, started, { input: { messages } })).startChat;
  if (!queued) throw new Error(errors[0]?.message ?? 'the question was not asked');
  let streamedText = '';
  for await (const { chatStreamed } of client.subscribe(follow, streamed, { id: queued.id })) {
    if (!chatStreamed) continue;
    streamedText += chatStreamed.delta;
    narrator.piece(chatStreamed.delta);
    if (!chatStreamed.chat) continue;
    const { status, failure, model, usage } = chatStreamed.chat;
    narrator.piece('\n');
    if (status !== 'FINISHED') throw new Error(`there is no answer: ${failure ?? status}`);
    narrator.line(`${model?.name}: ${usage?.inputTokens} + ${usage?.outputTokens} tokens, ${usage?.cost.amount} USD.`);
    return { id: queued.id, streamedText, ...chatStreamed.chat };
  }
  throw new Error('the answer was not followed to its end');
}

function questionAbout(orders: readonly Order[]): string {
  const latest = Math.max(...orders.map(({ placedAt }) => Date.parse(placedAt)));
  const ofWeek = orders.filter(({ placedAt }) => latest - Date.parse(placedAt) < week);
  const days = Map.groupBy(ofWeek, ({ placedAt }) => placedAt.slice(0, 10));
  const lines = [...days].map(
    ([day, list]) => `${day}: ${list.reduce((sum, { total }) => sum + Number(total.amount), 0)}`,
  );
  return `今週の日別の売上を要約してください。\n${lines.join('\n')}`;
}
