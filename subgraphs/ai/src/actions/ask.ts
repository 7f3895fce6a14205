import { isId, newId, type Caller, type JobQueue, type Mutate } from '@conea/platform';
import { answerJob } from '../jobs/answer.ts';
import type { ChatStore } from '../store/chat-store.ts';
import type { ModelStore } from '../store/model-store.ts';
import { askerOf } from '../domain/asker.ts';
import { findProblem, type ChatMessage, type InputProblem } from '../domain/chat.ts';

export type Question = {
  messages: ChatMessage[];
  modelId: string | null;
  maxOutputTokens: number;
  temperature: number | null;
  idempotencyKey: string | null;
};

export type Asked =
  { isAsked: true; chatId: string } | { isAsked: false; error: 'InvalidInput' | 'NotFound'; problem: InputProblem };

/** Asks a question: the chat and the job that answers it are made in one transaction. */
export function createAsk({
  mutate,
  chats,
  models,
  jobs,
}: {
  mutate: Mutate;
  chats: ChatStore;
  models: ModelStore;
  jobs: JobQueue;
}) {
  return async (caller: Caller, question: Question): Promise<Asked> => {
    const user = askerOf(caller);
    const problem = findProblem(question);
    if (problem) return { isAsked: false, error: 'InvalidInput', problem };
    if (!(await isKnown(models, question.modelId))) {
      return {
        isAsked: false,
        error: 'NotFound',
        problem: { message: 'There is no such model.', path: ['input', 'modelId'] },
      };
    }
    const { idempotencyKey, messages, modelId, maxOutputTokens, temperature } = question;
    const input = { userId: user.id, messages, modelId, maxOutputTokens, temperature };
    const chatId = await mutate(caller, { action: 'chat.start', idempotencyKey, input }, async (tx) => {
      const id = newId('cht');
      const owner = { tenantId: user.organizationId, userId: user.id };
      await chats.insert(tx, { id, ...owner, messages, requestedModelId: modelId, maxOutputTokens, temperature });
      await jobs.send(tx, answerJob, { chatId: id });
      return { result: id, resource: { type: 'Chat', id } };
    });
    return { isAsked: true, chatId };
  };
}

async function isKnown(models: ModelStore, id: string | null): Promise<boolean> {
  if (id === null) return true;
  return isId('mdl', id) && (await models.list()).some((model) => model.id === id);
}
