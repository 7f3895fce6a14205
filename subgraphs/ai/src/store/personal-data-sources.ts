import { recordsOf, sql, type PersonalDataSource } from '@conea/platform';

const whose = (userId: string) => sql`user_id = ${userId}`;

/** What ai holds about a person: what they asked and were answered, what they had embedded, and what calls used. */
export const personalDataSources: readonly PersonalDataSource[] = [
  recordsOf('chat', {
    ...{ table: sql`chats`, whose },
    columns: sql`
      id, tenant_id as "organizationId", messages, answer, status, failure, finish_reason as "finishReason",
      requested_model_id as "requestedModelId", model_id as "modelId", is_fallback as "isFallback", temperature,
      max_output_tokens as "maxOutputTokens", created_at as "createdAt", finished_at as "finishedAt"`,
  }),
  // The vectors are made of the texts.
  recordsOf('embedding', {
    ...{ table: sql`embeddings`, whose },
    columns: sql`id, tenant_id as "organizationId", texts, model_id as "modelId", created_at as "createdAt"`,
  }),
  recordsOf('usage', {
    ...{ table: sql`usage_records`, whose },
    columns: sql`
      id, tenant_id as "organizationId", kind, source_id as "sourceId", model_id as "modelId", input_tokens as "inputTokens",
      output_tokens as "outputTokens", reasoning_tokens as "reasoningTokens", cached_input_tokens as "cachedInputTokens", cost,
      duration_ms as "durationMs", created_at as "createdAt"`,
  }),
];
