import { isServiceAccountId } from '../domain/service-account-changes.ts';
import type { ApiKeyResolvers } from '../schema.generated.ts';

export const ApiKey: ApiKeyResolvers = {
  __resolveReference: ({ id }, { apiKeys }) => apiKeys.load(id),
  serviceAccount: ({ userId }, _, { serviceAccounts }) =>
    isServiceAccountId(userId) ? serviceAccounts.load(userId) : null,
  replacedBy: ({ replacedBy }, _, { apiKeys }) => (replacedBy === null ? null : apiKeys.load(replacedBy)),
  isActive: ({ revokedAt, expiresAt }, _, { clock }) => revokedAt === null && expiresAt > clock(),
};
