import type { Caller } from '@conea/platform';
import { isChallenge } from '../domain/oauth/authorization-request.ts';
import { redirectUrl } from '../domain/oauth/authorization-response.ts';
import type { OauthClient, OauthClientStore } from '../domain/oauth/oauth-client.ts';
import { OauthError } from '../domain/oauth/oauth-error.ts';
import { parseScopes } from '../domain/oauth/oauth-scopes.ts';
import { isRegisteredRedirectUri } from '../domain/oauth/redirect-uri.ts';
import type { AskedAuthorization, RequestAuthorization } from '../domain/oauth/request-authorization.ts';
import { emptyAnswer, type HttpAnswer, type HttpQuestion } from './http-exchange.ts';
import { refusalPage } from './refusal-page.ts';
import { readForm, readParameters, type Parameters } from './parameters.ts';

export type AuthorizeEndpointParts = {
  oauthClients: OauthClientStore;
  requestAuthorization: RequestAuthorization;
  issuer: { issuer: string };
  /** Where people decide. */
  appUrl: string;
  clock: () => Date;
};

/**
 * `/oauth/authorize` (RFC 6749, section 4.1.1): sends a browser to where its person decides. Nobody is sent anywhere before client and redirect URI are known to be right:
 * until then a refusal is a page.
 */
export function createAuthorizeEndpoint(parts: AuthorizeEndpointParts) {
  const { oauthClients, requestAuthorization, issuer, appUrl, clock } = parts;
  const findClient = async (parameters: Parameters) => {
    const client = await oauthClients.findPresented(parameters.get('client_id'), clock());
    if (!client) throw new OauthError('invalid_request', 'There is no such client.');
    const redirectUri = parameters.get('redirect_uri');
    if (!isRegisteredRedirectUri(redirectUri, client.redirectUris))
      throw new OauthError('invalid_request', 'The client has not registered this redirect URI.');
    return { client, redirectUri };
  };
  const decide = async (caller: Caller, parameters: Parameters) => {
    const { client, redirectUri } = await findClient(parameters);
    const state = parameters.find('state');
    try {
      const id = await requestAuthorization(caller, client, { redirectUri, state, ...readAsked(client, parameters) });
      return new URL(`#authorize=${id}`, appUrl).href;
    } catch (error) {
      if (!(error instanceof OauthError)) throw error;
      const answer = { error: error.code, error_description: error.message };
      return redirectUrl(issuer, { redirectUri, state }, answer);
    }
  };
  return async (question: HttpQuestion, caller: Caller): Promise<HttpAnswer> => {
    try {
      const parameters = question.method === 'POST' ? readForm(question) : readParameters(question.query);
      const location = await decide(caller, parameters);
      return emptyAnswer(303, { location, 'referrer-policy': 'no-referrer' });
    } catch (error) {
      if (error instanceof OauthError) return refusalPage(error.message);
      throw error;
    }
  };
}

/** What is asked for. Throws what the client is told by a redirect. */
function readAsked(client: OauthClient, parameters: Parameters): Omit<AskedAuthorization, 'redirectUri' | 'state'> {
  refuseUnsupported(parameters);
  const codeChallenge = parameters.get('code_challenge');
  if (parameters.find('code_challenge_method') !== 'S256' || !isChallenge(codeChallenge))
    throw new OauthError('invalid_request', 'A challenge of RFC 7636 by the method S256 is required.');
  const scopeText = parameters.find('scope');
  const asked = scopeText === null ? client.scopes : parseScopes(scopeText);
  const scopes = asked?.filter((scope) => client.scopes.includes(scope)) ?? [];
  if (scopes.length === 0) throw new OauthError('invalid_scope', 'The client may ask for none of these scopes.');
  const prompts = (parameters.find('prompt') ?? '').split(' ');
  if (prompts.includes('none')) throw new OauthError('login_required', 'The person has to be asked.');
  const nonce = parameters.find('nonce');
  const maxAge = prompts.includes('login') ? 0 : readMaxAge(parameters.find('max_age'));
  return { scopes, nonce, codeChallenge, maxAge, asksAgain: prompts.includes('consent') };
}

function refuseUnsupported(parameters: Parameters): void {
  if (parameters.find('request') !== null)
    throw new OauthError('request_not_supported', 'Send parameters, and no request object.');
  if (parameters.find('request_uri') !== null)
    throw new OauthError('request_uri_not_supported', 'Send parameters, and no request object.');
  if (parameters.get('response_type') !== 'code')
    throw new OauthError('unsupported_response_type', 'The response type is `code`.');
  if ((parameters.find('response_mode') ?? 'query') !== 'query')
    throw new OauthError('invalid_request', 'The response mode is `query`.');
}

function readMaxAge(text: string | null): number | null {
  if (text === null) return null;
  if (!/^\d{1,9}$/.test(text)) throw new OauthError('invalid_request', '`max_age` is a number of seconds.');
  return Number(text);
}
