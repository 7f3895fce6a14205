import type { z } from 'zod';
import type { Integration } from '../../domain/integration.ts';
import { SourceError } from '../../domain/source-error.ts';
import type { AccessTokens } from './access-token.ts';
import type { AdminApi } from './admin-api.ts';

/** One query to the shop of an integration. */
export type Call<Shape extends z.ZodType> = {
  query: string;
  variables: Record<string, unknown>;
  shape: Shape;
  isUrgent: boolean;
};

/** Calls with the integration's token; a token that is refused is replaced once. Remembers what each query costs. */
export function createCalls(api: AdminApi, tokens: AccessTokens) {
  const costs = new Map<string, number>();
  return async <Shape extends z.ZodType>(
    integration: Integration,
    { query, ...call }: Call<Shape>,
    signal: AbortSignal,
  ): Promise<z.infer<Shape>> => {
    const costKey = `${integration.id} ${String(call.variables['first'])} ${query}`;
    const expectedCost = costs.get(costKey) ?? 0;
    const attempt = async (accessToken: string) => {
      const answer = await api({
        ...call,
        query,
        shopDomain: integration.shopDomain,
        accessToken,
        expectedCost,
        signal,
      });
      costs.set(costKey, answer.requestedCost);
      return answer.data;
    };
    const accessToken = await tokens.get(integration, signal);
    try {
      return await attempt(accessToken);
    } catch (error) {
      if (!(error instanceof SourceError) || error.kind !== 'AUTH') throw error;
      return attempt(await tokens.get(integration, signal, accessToken));
    }
  };
}

export type Calls = ReturnType<typeof createCalls>;
