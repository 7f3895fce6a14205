import { isId, type Caller, type Mutate } from '@conea/platform';
import type { OauthClient } from './oauth-client.ts';
import { OauthError } from './oauth-error.ts';
import type { ServiceTokenStore } from './service-token.ts';
import type { InspectToken } from './token-inspection.ts';

export type RevokeTokenParts = {
  mutate: Mutate;
  serviceTokens: ServiceTokenStore;
  inspectToken: InspectToken;
  clock: () => Date;
};

/** Ends a token of the client (RFC 7009); one that is good for nothing is left as it is. Throws `invalid_grant` for a token of somebody else. */
export function createRevokeToken({ mutate, serviceTokens, inspectToken, clock }: RevokeTokenParts) {
  return async (caller: Caller, client: OauthClient, token: string): Promise<void> => {
    const claims = await inspectToken(token);
    if (!claims) return;
    if (claims.client_id !== client.id) throw new OauthError('invalid_grant', 'The token is not of this client.');
    const { sid, sub } = claims;
    if (!isId('svt', sid)) return;
    await mutate(caller, { action: 'service_token.revoke', input: null }, async (tx, emit) => {
      const isRevoked = await serviceTokens.revoke(tx, client.id, sid, clock());
      if (isRevoked) emit({ type: 'service_token.revoked', subject: sub, data: { clientId: client.id, tokenId: sid } });
      const actor = { id: sub, organizationId: client.organizationId };
      return { result: null, resource: { type: 'OauthClient', id: client.id }, actor, metadata: { tokenId: sid } };
    });
  };
}
