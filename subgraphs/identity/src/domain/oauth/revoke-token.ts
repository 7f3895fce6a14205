import { bindTransaction, isId, type Caller, type Mutate } from '@conea/platform';
import { hashRefreshToken } from '../refresh-token.ts';
import type { EndSessions } from '../session-end.ts';
import { grantPrefix, type GrantStore } from './grant.ts';
import type { OauthClient } from './oauth-client.ts';
import { OauthError } from './oauth-error.ts';
import type { ServiceTokenStore } from './service-token.ts';
import type { InspectToken } from './token-inspection.ts';

export type RevokeTokenParts = {
  mutate: Mutate;
  serviceTokens: ServiceTokenStore;
  grants: GrantStore;
  endSessions: EndSessions;
  inspectToken: InspectToken;
  clock: () => Date;
};

/** What a token is revoked by. */
type Revocable = { clientId: string | null; sessionId: string; subject: string };

/**
 * Ends a token of the client (RFC 7009), and with one of a person all that the client got by the same code; one that is good for nothing is left as it is. Throws
 * `invalid_grant` for a token of somebody else.
 */
export function createRevokeToken(parts: RevokeTokenParts) {
  const { mutate, serviceTokens, grants, endSessions, inspectToken, clock } = parts;
  const find = async (token: string): Promise<Revocable | null> => {
    const tokenHash = hashRefreshToken(token);
    if (tokenHash) {
      const holder = await grants.findHolder(tokenHash, clock());
      return holder && { ...holder, subject: holder.userId };
    }
    const claims = await inspectToken(token);
    return claims && { clientId: claims.client_id, sessionId: claims.sid, subject: claims.sub };
  };
  return async (caller: Caller, client: OauthClient, token: string): Promise<void> => {
    const found = await find(token);
    if (!found) return;
    if (found.clientId !== client.id) throw new OauthError('invalid_grant', 'The token is not of this client.');
    const { sessionId, subject } = found;
    const isGrant = isId(grantPrefix, sessionId);
    await mutate(caller, { action: 'oauth_token.revoke', input: null }, async (tx, emit) => {
      await bindTransaction(tx, client.organizationId);
      if (isGrant) await endSessions(tx, emit, { userId: subject, sessionId }, 'revoked_by_client');
      else if (await serviceTokens.revoke(tx, client.id, sessionId, clock()))
        emit({ type: 'service_token.revoked', subject, data: { clientId: client.id, tokenId: sessionId } });
      const actor = { id: subject, organizationId: client.organizationId };
      return { result: null, resource: { type: 'OauthClient', id: client.id }, actor, metadata: { sessionId } };
    });
  };
}
