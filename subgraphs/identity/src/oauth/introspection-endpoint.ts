import type { Caller } from '@conea/platform';
import type { AuthenticateClient } from '../domain/oauth/client-authentication.ts';
import type { GrantStore } from '../domain/oauth/grant.ts';
import { OauthError } from '../domain/oauth/oauth-error.ts';
import type { InspectToken } from '../domain/oauth/token-inspection.ts';
import { hashRefreshToken } from '../domain/refresh-token.ts';
import { readClientCredentials } from './client-credentials.ts';
import { jsonAnswer, type HttpAnswer, type HttpQuestion } from './http-exchange.ts';
import { readForm } from './parameters.ts';

export type IntrospectionParts = {
  authenticate: AuthenticateClient;
  inspectToken: InspectToken;
  grants: GrantStore;
  clock: () => Date;
};

/** `POST /oauth/introspect` (RFC 7662): for clients that keep a secret, about tokens of their own organization. */
export function createIntrospectionEndpoint({ authenticate, inspectToken, grants, clock }: IntrospectionParts) {
  const ofAccessToken = async (token: string, organizationId: string) => {
    const claims = await inspectToken(token);
    if (claims?.org !== organizationId) return null;
    const { scope, client_id, sub, exp, iat, iss, aud, jti, org } = claims;
    return { token_type: 'Bearer', scope, client_id, sub, exp, iat, iss, aud, jti, org };
  };
  const ofRefreshToken = async (tokenHash: Buffer, organizationId: string) => {
    const holder = await grants.findHolder(tokenHash, clock());
    if (holder?.organizationId !== organizationId || !holder.isGood || holder.clientId === null) return null;
    const { clientId: client_id, userId: sub, scopes, expiresAt, organizationId: org } = holder;
    return { client_id, sub, scope: scopes?.join(' '), exp: Math.floor(expiresAt.getTime() / 1000), org };
  };
  return async (question: HttpQuestion, caller: Caller): Promise<HttpAnswer> => {
    const form = readForm(question);
    const client = await authenticate(caller, readClientCredentials(question, form));
    if (!client.isConfidential) throw new OauthError('invalid_client', 'A public client may not ask about tokens.');
    const token = form.get('token');
    const tokenHash = hashRefreshToken(token);
    const { organizationId } = client;
    const found = await (tokenHash ? ofRefreshToken(tokenHash, organizationId) : ofAccessToken(token, organizationId));
    return jsonAnswer(200, found ? { active: true, ...found } : { active: false });
  };
}
