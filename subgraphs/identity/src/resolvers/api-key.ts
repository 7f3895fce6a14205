import type { ApiKeyResolvers } from '../schema.generated.ts';

export const ApiKey: ApiKeyResolvers = {
  __resolveReference: ({ id }, { apiKeys }) => apiKeys.load(id),
  isActive: ({ revokedAt, expiresAt }, _, { clock }) => revokedAt === null && expiresAt > clock(),
};
