import { appendToOutbox, type BoundDatabase, type JobHandler, type Logger, type Transaction } from '@conea/platform';
import { z } from 'zod';
import type { Chat } from '../domain/chat.ts';
import type { Cooldowns } from '../domain/cooldown.ts';
import { candidatesOf, type Model } from '../domain/model.ts';
import { tryModels } from '../domain/try-models.ts';
import type { Providers } from '../sources/providers.ts';
import { streamAnswer, type Finish } from '../sources/stream.ts';
import type { ChatStore } from '../store/chat-store.ts';
import type { ModelStore } from '../store/model-store.ts';
import { addUsage } from '../store/usage-store.ts';
import { createChunkWriter } from './chunk-writer.ts';

export type AnswerParts = {
  database: BoundDatabase;
  chats: ChatStore;
  models: ModelStore;
  providers: Providers;
  cooldowns: Cooldowns;
  concurrency: number;
  log: Logger;
};

const data = z.object({ chatId: z.string() });

export const answerJob = 'answer-chat';

/**
 * Answers chats in the background: nobody has to listen for the answer to be finished and billed. When the process dies before the first
 * piece, the job is run again; after it, the chat has failed, since a second answer would not continue the first.
 */
export function createAnswerJob(parts: AnswerParts): JobHandler<z.infer<typeof data>> {
  const { chats, concurrency } = parts;
  return {
    name: answerJob,
    data,
    concurrency,
    retryLimit: 2,
    run: async ({ chatId }, { signal }) => {
      const chat = await chats.find(chatId);
      if (chat?.status !== 'RUNNING') return;
      const earlier = await chats.listChunks(chatId, 0);
      if (earlier.length > 0) return fail(parts, chat, 'ANSWER_INTERRUPTED');
      await answer(parts, chat, signal);
    },
  };
}

async function answer(parts: AnswerParts, chat: Chat, signal: AbortSignal): Promise<void> {
  const { chats, models, providers, cooldowns, log } = parts;
  const startedAt = Date.now();
  const writer = createChunkWriter((chunk) => chats.appendChunk(chat.id, chunk));
  const available = (await models.list()).filter((model) => providers.isAvailable(model));
  const outcome = await tryModels(
    async (model) => {
      const finish = await streamAnswer(providers.language(model), chat, signal, writer.write);
      await writer.flush();
      return finish;
    },
    {
      candidates: candidatesOf(available, 'CHAT', chat.requestedModelId, cooldowns.isCooling),
      cooldowns,
      signal,
      canRetry: () => writer.isEmpty(),
      onFailure: ({ model, reason, error }) =>
        log.warn({ chatId: chat.id, model: model.name, reason, err: error }, 'model failed'),
    },
  );
  await writer.flush();
  if (!outcome.isDone) return fail(parts, chat, outcome.reason);
  const { model, isFallback, result } = outcome;
  await parts.database.transaction((tx) =>
    settle(tx, parts, chat, { model, isFallback, ...result, durationMs: Date.now() - startedAt }),
  );
}

type Answered = Finish & { model: Model; isFallback: boolean; durationMs: number };

async function settle(tx: Transaction, { chats }: AnswerParts, chat: Chat, answered: Answered): Promise<void> {
  const { id, tenantId, userId } = chat;
  const { model, isFallback, finishReason, usage, durationMs } = answered;
  const isFirst = await chats.finish(tx, id, { status: 'FINISHED', modelId: model.id, isFallback, finishReason });
  if (!isFirst) return;
  const cost = await addUsage(tx, { tenantId, userId, kind: 'chat', sourceId: id, model, usage, durationMs });
  const tokens = { inputTokens: usage.input + usage.cachedInput + usage.cacheWrite, outputTokens: usage.output };
  const facts = {
    chatId: id,
    userId,
    modelId: model.id,
    provider: model.provider,
    ...tokens,
    cost,
    durationMs,
    isFallback,
  };
  await appendToOutbox(tx, 'ai', tenantId, [{ type: 'chat.completed', subject: id, data: facts }]);
}

async function fail({ database, chats }: AnswerParts, { id, tenantId, userId }: Chat, failure: string): Promise<void> {
  await database.transaction(async (tx) => {
    if (!(await chats.finish(tx, id, { status: 'FAILED', failure }))) return;
    await appendToOutbox(tx, 'ai', tenantId, [
      { type: 'chat.failed', subject: id, data: { chatId: id, userId, reason: failure } },
    ]);
  });
}
