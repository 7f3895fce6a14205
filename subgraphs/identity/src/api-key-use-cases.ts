import { createCreateApiKey, type CreateApiKeyParts } from './domain/create-api-key.ts';
import { createKeyAuthority, type KeyAuthorityParts } from './domain/key-authority.ts';
import { createRevokeApiKey } from './domain/revoke-api-key.ts';
import { createRotateApiKey } from './domain/rotate-api-key.ts';

export type ApiKeyUseCaseParts = Omit<CreateApiKeyParts, 'keyAuthority'> & KeyAuthorityParts;

/** Connects what is done with API keys. */
export function createApiKeyUseCases(parts: ApiKeyUseCaseParts) {
  const all = { ...parts, keyAuthority: createKeyAuthority(parts) };
  return {
    createApiKey: createCreateApiKey(all),
    revokeApiKey: createRevokeApiKey(all),
    rotateApiKey: createRotateApiKey(all),
    pageOfApiKeys: parts.apiKeys.pageOfOwner,
  };
}
