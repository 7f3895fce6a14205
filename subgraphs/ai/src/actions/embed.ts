import { appendToOutbox, newId, type Caller, type BoundDatabase, type Logger, type Mutate } from '@conea/platform';
import type { EmbeddingModelV4 } from '@ai-sdk/provider';
import type { Providers } from '../sources/providers.ts';
import type { EmbeddingRow, EmbeddingStore } from '../store/embedding-store.ts';
import type { ModelStore } from '../store/model-store.ts';
import { addUsage } from '../store/usage-store.ts';
import { askerOf } from '../domain/asker.ts';
import type { Cooldowns } from '../domain/cooldown.ts';
import { candidatesOf, type Model } from '../domain/model.ts';
import { tryModels } from '../domain/try-models.ts';

export type EmbedParts = {
  database: BoundDatabase;
  mutate: Mutate;
  embeddings: EmbeddingStore;
  models: ModelStore;
  providers: Providers;
  cooldowns: Cooldowns;
  log: Logger;
};
export type EmbedRequest = { texts: readonly string[]; modelId: string | null; idempotencyKey: string | null };
export type Embedded =
  | { isDone: true; row: EmbeddingRow }
  | { isDone: false; error: 'InvalidInput' | 'NotFound' | 'ModelUnavailable'; message: string; path: string[] | null };

const maxTexts = 96;
const maxCharacters = 8_000;
const timeout = 8_000;

/**
 * Makes vectors: the request is recorded, the provider is called outside any transaction, the result is settled in another one. A
 * repeated key finds the record; two at the same time may both call, but only the first is kept and billed.
 */
export function createEmbed(parts: EmbedParts) {
  const { mutate, embeddings, models } = parts;
  return async (caller: Caller, { texts, modelId, idempotencyKey }: EmbedRequest): Promise<Embedded> => {
    const user = askerOf(caller);
    const isFit = texts.length >= 1 && texts.length <= maxTexts && texts.every(isText);
    if (!isFit)
      return refused('InvalidInput', `Send 1 to ${maxTexts} texts of 1 to ${maxCharacters} characters.`, 'texts');
    const isKnown = modelId === null || (await models.list()).some(({ id }) => id === modelId);
    if (!isKnown) return refused('NotFound', 'There is no such model.', 'modelId');
    const input = { userId: user.id, texts, modelId };
    const id = await mutate(caller, { action: 'embedding.create', idempotencyKey, input }, async (tx) => {
      const made = newId('emb');
      const owner = { tenantId: user.organizationId, userId: user.id };
      await embeddings.insert(tx, { id: made, ...owner, texts: [...texts], requestedModelId: modelId });
      return { result: made, resource: { type: 'Embedding', id: made } };
    });
    const row = await embeddings.get(id);
    const isMade = row.vectors !== null || (await make(parts, row));
    if (!isMade)
      return { isDone: false, error: 'ModelUnavailable', message: 'No model answers. Try again later.', path: null };
    return { isDone: true, row: await embeddings.get(id) };
  };
}

const isText = (text: string) => text.trim() !== '' && text.length <= maxCharacters && !text.includes('\0');

const refused = (error: 'InvalidInput' | 'NotFound', message: string, field: string): Embedded => ({
  ...{ isDone: false, error, message },
  path: ['input', field],
});

async function make(parts: EmbedParts, row: EmbeddingRow): Promise<boolean> {
  const { models, providers, cooldowns, log } = parts;
  const startedAt = Date.now();
  const signal = AbortSignal.timeout(timeout);
  const available = (await models.list()).filter((model) => providers.isAvailable(model));
  const outcome = await tryModels((model) => callModel(providers.embedding(model), row.texts, signal), {
    candidates: candidatesOf(available, 'EMBEDDING', row.requestedModelId, cooldowns.isCooling),
    cooldowns,
    signal,
    canRetry: () => true,
    onFailure: ({ model, reason, error }) =>
      log.warn({ embeddingId: row.id, model: model.name, reason, err: error }, 'model failed'),
  }).catch((error: unknown) => {
    log.warn({ embeddingId: row.id, err: error }, 'embedding timed out');
    return { isDone: false as const };
  });
  if (!outcome.isDone) return false;
  await settle(parts, row, outcome.model, outcome.result, {
    durationMs: Date.now() - startedAt,
    isFallback: outcome.isFallback,
  });
  return true;
}

type Called = { vectors: number[][]; tokens: number };

async function callModel(model: EmbeddingModelV4, values: string[], abortSignal: AbortSignal): Promise<Called> {
  const { embeddings, usage } = await model.doEmbed({ values, abortSignal });
  if (embeddings.length !== values.length) throw new Error('the model made another number of vectors');
  return { vectors: embeddings, tokens: usage?.tokens ?? 0 };
}

async function settle(
  { database, embeddings }: EmbedParts,
  { id, tenantId, userId }: EmbeddingRow,
  model: Model,
  { vectors, tokens }: Called,
  facts: { durationMs: number; isFallback: boolean },
): Promise<void> {
  await database.transaction(async (tx) => {
    if (!(await embeddings.finish(tx, id, model.id, vectors))) return;
    const usage = { input: tokens, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 };
    const { durationMs } = facts;
    const cost = await addUsage(tx, { tenantId, userId, kind: 'embedding', sourceId: id, model, usage, durationMs });
    const data = {
      embeddingId: id,
      userId,
      modelId: model.id,
      provider: model.provider,
      inputTokens: tokens,
      outputTokens: 0,
      cost,
      ...facts,
    };
    await appendToOutbox(tx, 'ai', tenantId, [{ type: 'embedding.completed', subject: id, data }]);
  });
}
