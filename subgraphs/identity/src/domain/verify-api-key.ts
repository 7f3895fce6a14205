import type { CallerUser, Database } from '@conea/platform';
import { timingSafeEqual } from 'node:crypto';
import type { ApiKeyStore } from './api-key.ts';
import { readApiKey } from './api-key-secret.ts';
import { roleWithin, scopesOf } from './roles.ts';
import { meetsPolicy, type SecondFactorStore } from './second-factor.ts';
import { isServiceAccountId } from './service-account-changes.ts';

export type VerifyApiKeyParts = {
  apiKeys: ApiKeyStore;
  secondFactors: SecondFactorStore;
  database: Pick<Database, 'bind'>;
  clock: () => Date;
};

export type VerifyApiKey = (text: string) => Promise<CallerUser | null>;

const nothing = Buffer.alloc(32);

/** Whom a key stands for; null, whatever the reason, when it stands for nobody. A role that shrank takes its scopes from the key as well, and a key is no way around a second factor. */
export function createVerifyApiKey({ apiKeys, secondFactors, database, clock }: VerifyApiKeyParts): VerifyApiKey {
  return async (text) => {
    const presented = readApiKey(text);
    if (presented === null) return null;
    const key = await apiKeys.findByPrefix(presented.prefix);
    const isSame = timingSafeEqual(presented.hash, key?.secretHash ?? nothing);
    const now = clock();
    if (!key || !isSame || key.revokedAt !== null || key.expiresAt <= now) return null;
    const { userId, organizationId } = key;
    const own = database.bind({ tenantId: organizationId, personId: userId });
    const isService = isServiceAccountId(userId);
    if (!isService && !meetsPolicy(await secondFactors.findStanding(own, organizationId, userId), now)) return null;
    await apiKeys.noteUse(key, now);
    const granted = scopesOf(key);
    const scopes = key.scopes.filter((scope) => granted.includes(scope));
    return {
      id: userId,
      organizationId,
      role: roleWithin(scopes),
      scopes,
      sessionId: key.id,
      expiresAt: Math.floor(key.expiresAt.getTime() / 1000),
      ...(key.budget === null ? {} : { budget: key.budget }),
    };
  };
}
