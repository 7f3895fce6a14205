import type { Caller, Mutate } from '@conea/platform';
import type { CountRefusal } from './client-authentication.ts';
import type { OauthClient } from './oauth-client.ts';
import { OauthError } from './oauth-error.ts';

/** Refuses a code or a refresh token that is none of the client's: counted, written down, and told as `invalid_grant`. */
export type RefuseGrant = (caller: Caller, client: OauthClient, action: string) => Promise<never>;

export const invalidGrant = () =>
  new OauthError('invalid_grant', 'It was used, has ended, or is not of this client, redirect URI or verifier.');

export function createRefuseGrant({
  mutate,
  countRefusal,
}: {
  mutate: Mutate;
  countRefusal: CountRefusal;
}): RefuseGrant {
  return async (caller, client, action) => {
    await countRefusal(caller, client);
    await mutate(caller, { action, input: null }, async () => ({
      ...{ result: null, resource: { type: 'OauthClient', id: client.id }, isRefused: true },
      actor: { id: client.id, organizationId: client.organizationId },
    }));
    throw invalidGrant();
  };
}
