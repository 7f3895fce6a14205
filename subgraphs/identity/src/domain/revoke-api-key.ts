import type { Caller, Effect, Mutate } from '@conea/platform';
import type { ApiKeyStore } from './api-key.ts';
import type { KeyAuthorities } from './key-authority.ts';
import { userErrors, type NotFound } from './user-errors.ts';

/** Revokes a key of the caller, or as an admin one of a service account, for good; answers why it is not revoked, or null. */
export function createRevokeApiKey({
  mutate,
  apiKeys,
  keyAuthority,
  clock,
}: {
  mutate: Mutate;
  apiKeys: ApiKeyStore;
  keyAuthority: Pick<KeyAuthorities, 'forRevocation'>;
  clock: () => Date;
}) {
  return (caller: Caller, { apiKeyId }: { apiKeyId: string }): Promise<NotFound | null> => {
    const request = { action: 'api_key.revoke', input: { apiKeyId } };
    return mutate<NotFound | null>(caller, request, async (tx, emit): Promise<Effect<NotFound | null>> => {
      const { owner } = await keyAuthority.forRevocation(tx, caller, apiKeyId);
      const isRevoked = await apiKeys.revoke(tx, owner, apiKeyId, clock());
      if (!isRevoked) return { result: userErrors.noSuchApiKey(), resource: null, isRefused: true };
      emit({ type: 'api_key.revoked', subject: apiKeyId, data: { userId: owner.userId } });
      return { result: null, resource: { type: 'ApiKey', id: apiKeyId } };
    });
  };
}
