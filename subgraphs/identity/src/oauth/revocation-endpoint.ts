import type { Caller } from '@conea/platform';
import type { AuthenticateClient } from '../domain/oauth/client-authentication.ts';
import type { createRevokeToken } from '../domain/oauth/revoke-token.ts';
import { readClientCredentials } from './client-credentials.ts';
import { emptyAnswer, type HttpAnswer, type HttpQuestion } from './http-exchange.ts';
import { readForm } from './parameters.ts';

/** `POST /oauth/revoke` (RFC 7009). */
export function createRevocationEndpoint(
  authenticate: AuthenticateClient,
  revokeToken: ReturnType<typeof createRevokeToken>,
) {
  return async (question: HttpQuestion, caller: Caller): Promise<HttpAnswer> => {
    const form = readForm(question);
    const client = await authenticate(caller, readClientCredentials(question, form));
    await revokeToken(caller, client, form.get('token'));
    return emptyAnswer(200);
  };
}
