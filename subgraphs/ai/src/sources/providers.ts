import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider';
import type { Model } from '../domain/model.ts';

export type ProviderKeys = {
  openai: { apiKey: string | undefined; baseURL: string };
  anthropic: { apiKey: string | undefined; baseURL: string };
};

/** The models of the providers that have a key here. */
export type Providers = {
  isAvailable(model: Model): boolean;
  language(model: Model): LanguageModelV4;
  embedding(model: Model): EmbeddingModelV4;
};

/** Speaks to the providers through their packages' plain models: retries and fallbacks are not theirs but the caller's. */
export function createProviders({ openai, anthropic }: ProviderKeys): Providers {
  const openaiModels =
    openai.apiKey === undefined
      ? null
      : createOpenAICompatible({
          name: 'openai',
          apiKey: openai.apiKey,
          baseURL: openai.baseURL,
          includeUsage: true,
        });
  const anthropicModels =
    anthropic.apiKey === undefined ? null : createAnthropic({ apiKey: anthropic.apiKey, baseURL: anthropic.baseURL });

  const missing = ({ provider }: Model) => new Error(`the provider ${provider} has no key`);
  return {
    isAvailable: ({ provider }) =>
      (provider === 'openai' && openaiModels !== null) || (provider === 'anthropic' && anthropicModels !== null),
    language: (model) => {
      const found =
        model.provider === 'openai'
          ? openaiModels?.languageModel(model.name)
          : anthropicModels?.languageModel(model.name);
      if (!found) throw missing(model);
      return found;
    },
    embedding: (model) => {
      const found = model.provider === 'openai' ? openaiModels?.embeddingModel(model.name) : undefined;
      if (!found) throw missing(model);
      return found;
    },
  };
}
