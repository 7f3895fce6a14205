import type { Caller } from '@conea/platform';
import type { AuthenticateClient } from '../domain/oauth/client-authentication.ts';
import { OauthError } from '../domain/oauth/oauth-error.ts';
import { readClientCredentials } from './client-credentials.ts';
import type { Grant } from './grants.ts';
import { jsonAnswer, type HttpAnswer, type HttpQuestion } from './http-exchange.ts';
import { readForm } from './parameters.ts';

/** `POST /oauth/token` (RFC 6749, section 3.2). */
export function createTokenEndpoint(authenticate: AuthenticateClient, grants: ReadonlyMap<string, Grant>) {
  return async (question: HttpQuestion, caller: Caller): Promise<HttpAnswer> => {
    const form = readForm(question);
    const client = await authenticate(caller, readClientCredentials(question, form));
    const grant = grants.get(form.get('grant_type'));
    if (!grant) throw new OauthError('unsupported_grant_type', `The grant types are ${[...grants.keys()].join(', ')}.`);
    const { accessToken, expiresIn, scopes, refreshToken, idToken } = await grant(caller, client, form);
    return jsonAnswer(200, {
      ...{ access_token: accessToken, token_type: 'Bearer', expires_in: expiresIn, scope: scopes.join(' ') },
      ...(refreshToken !== undefined && { refresh_token: refreshToken }),
      ...(idToken !== undefined && { id_token: idToken }),
    });
  };
}
