import type { Database, JobQueue, Listener, Logger, Mutate } from '@conea/platform';
import { createContextFactory } from './context.ts';
import { createAsk } from './actions/ask.ts';
import { createCooldowns } from './domain/cooldown.ts';
import { createEmbed } from './actions/embed.ts';
import { createFollow } from './actions/follow-chat.ts';
import { createRegisterModel } from './actions/register-model.ts';
import { createAnswerJob } from './jobs/answer.ts';
import { createProviders, type ProviderKeys } from './sources/providers.ts';
import { createChatStore } from './store/chat-store.ts';
import { createEmbeddingStore } from './store/embedding-store.ts';
import { createModelStore } from './store/model-store.ts';
import { createUsageStore } from './store/usage-store.ts';

export type AiParts = {
  database: Database;
  listener: Listener;
  jobs: JobQueue;
  mutate: Mutate;
  keys: ProviderKeys;
  concurrency: number;
  log: Logger;
};

/** Puts the domain together and starts to answer chats; answers how a request's context is made. */
export async function startAi({ database, listener, jobs, mutate, keys, concurrency, log }: AiParts) {
  const models = createModelStore(database);
  const providers = createProviders(keys);
  const cooldowns = createCooldowns();
  // A job finds out by the chat whose it is.
  const { acrossTenants } = database;
  const shared = { models, providers, cooldowns, log };
  const all = createChatStore(acrossTenants);
  await jobs.work(createAnswerJob({ ...shared, database: acrossTenants, chats: all, concurrency }));
  const forTenant = (tenantId: string | null) => {
    const own = database.forTenant(tenantId);
    const chats = createChatStore(own);
    return {
      chats,
      usage: createUsageStore(own),
      follow: createFollow(chats, listener),
      ask: createAsk({ mutate, chats, models, jobs }),
      embed: createEmbed({ ...shared, database: own, mutate, embeddings: createEmbeddingStore(own) }),
    };
  };
  return createContextFactory({ models, providers, forTenant, registerModel: createRegisterModel({ mutate, models }) });
}
