import { newId, sql, type Queries } from '@conea/platform';
import type { Model } from '../domain/model.ts';
import type { Usage } from '../domain/usage.ts';

export type UsageRow = {
  sourceId: string;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  cost: string;
};
export type UsageSummaryRow = {
  owner: string;
  modelId: string;
  callCount: number;
  inputTokens: number;
  outputTokens: number;
  cost: string;
};
export type NewUsage = {
  tenantId: string;
  userId: string;
  kind: 'chat' | 'embedding';
  sourceId: string;
  model: Model;
  usage: Usage;
  durationMs: number;
};

/** Writes what a call used, with the prices of now; answers its cost in US dollars. */
export async function addUsage(
  tx: Queries,
  { tenantId, userId, kind, sourceId, model, usage, durationMs }: NewUsage,
): Promise<string> {
  const { input, cachedInput, cacheWrite, output, reasoning } = usage;
  const { cost } = await tx.one<{ cost: string }>(sql`
    insert into usage_records (id, tenant_id, user_id, kind, source_id, model_id, input_tokens, cached_input_tokens, cache_write_tokens,
      output_tokens, reasoning_tokens, input_price, cached_input_price, output_price, duration_ms, cost)
    values (${newId('usg')}, ${tenantId}, ${userId}, ${kind}, ${sourceId}, ${model.id}, ${input}, ${cachedInput}, ${cacheWrite},
      ${output}, ${reasoning}, ${model.inputPrice}::numeric, ${model.cachedInputPrice}::numeric, ${model.outputPrice}::numeric, ${durationMs},
      trim_scale((${input + cacheWrite} * ${model.inputPrice}::numeric + ${cachedInput} * ${model.cachedInputPrice}::numeric
        + ${output} * ${model.outputPrice}::numeric) / 1000000))
    returning cost::text`);
  return cost;
}

export function createUsageStore(database: Queries) {
  return {
    listBySource: (sourceIds: readonly string[]): Promise<UsageRow[]> =>
      database.many<UsageRow>(sql`
        select source_id as "sourceId", input_tokens as "inputTokens", cached_input_tokens as "cachedInputTokens",
          output_tokens as "outputTokens", cost::text as cost
        from usage_records
        where source_id = any(${sourceIds}::text[])`),
    /** Calls of users of one tenant by model. */
    summariseUsers: (tenantId: string, userIds: readonly string[], from: Date, to: Date): Promise<UsageSummaryRow[]> =>
      database.many<UsageSummaryRow>(sql`
        select user_id as owner, model_id as "modelId", count(*)::int as "callCount", sum(input_tokens + cached_input_tokens) as "inputTokens",
          sum(output_tokens) as "outputTokens", trim_scale(sum(cost))::text as cost
        from usage_records
        where tenant_id = ${tenantId} and user_id = any(${userIds}::text[]) and created_at >= ${from} and created_at < ${to}
        group by user_id, model_id
        order by sum(cost) desc`),
    /** Calls of tenants by model. */
    summariseTenants: (tenantIds: readonly string[], from: Date, to: Date): Promise<UsageSummaryRow[]> =>
      database.many<UsageSummaryRow>(sql`
        select tenant_id as owner, model_id as "modelId", count(*)::int as "callCount", sum(input_tokens + cached_input_tokens) as "inputTokens",
          sum(output_tokens) as "outputTokens", trim_scale(sum(cost))::text as cost
        from usage_records
        where tenant_id = any(${tenantIds}::text[]) and created_at >= ${from} and created_at < ${to}
        group by tenant_id, model_id
        order by sum(cost) desc`),
  };
}

export type UsageStore = ReturnType<typeof createUsageStore>;
