import type { Caller } from '@conea/platform';
import type { AuthenticateClient } from '../domain/oauth/client-authentication.ts';
import { OauthError } from '../domain/oauth/oauth-error.ts';
import type { InspectToken } from '../domain/oauth/token-inspection.ts';
import { readClientCredentials } from './client-credentials.ts';
import { jsonAnswer, type HttpAnswer, type HttpQuestion } from './http-exchange.ts';
import { readForm } from './parameters.ts';

/** `POST /oauth/introspect` (RFC 7662): for clients that keep a secret, about access tokens of their own organization. */
export function createIntrospectionEndpoint(authenticate: AuthenticateClient, inspectToken: InspectToken) {
  return async (question: HttpQuestion, caller: Caller): Promise<HttpAnswer> => {
    const form = readForm(question);
    const client = await authenticate(caller, readClientCredentials(question, form));
    if (!client.isConfidential) throw new OauthError('invalid_client', 'A public client may not ask about tokens.');
    const claims = await inspectToken(form.get('token'));
    if (claims?.org !== client.organizationId) return jsonAnswer(200, { active: false });
    const { scope, client_id, sub, exp, iat, iss, aud, jti, org } = claims;
    return jsonAnswer(200, { active: true, token_type: 'Bearer', scope, client_id, sub, exp, iat, iss, aud, jti, org });
  };
}
