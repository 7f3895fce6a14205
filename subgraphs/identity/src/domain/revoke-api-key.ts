import type { Caller, Effect, Mutate } from '@conea/platform';
import type { ApiKeyStore } from './api-key.ts';
import { ownerOf, requireSession } from './create-api-key.ts';
import { userErrors, type NotFound } from './user-errors.ts';

/** Revokes a key of the caller for good; answers why it is not revoked, or null. */
export function createRevokeApiKey({
  mutate,
  apiKeys,
  clock,
}: {
  mutate: Mutate;
  apiKeys: ApiKeyStore;
  clock: () => Date;
}) {
  return (caller: Caller, { apiKeyId }: { apiKeyId: string }): Promise<NotFound | null> => {
    const request = { action: 'api_key.revoke', input: { apiKeyId } };
    return mutate<NotFound | null>(caller, request, async (tx, emit): Promise<Effect<NotFound | null>> => {
      const user = requireSession(caller);
      const isRevoked = await apiKeys.revoke(tx, ownerOf(user), apiKeyId, clock());
      if (!isRevoked) return { result: userErrors.noSuchApiKey(), resource: null, isRefused: true };
      emit({ type: 'api_key.revoked', subject: apiKeyId, data: { userId: user.id } });
      return { result: null, resource: { type: 'ApiKey', id: apiKeyId } };
    });
  };
}
