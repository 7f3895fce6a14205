import type { Caller } from '@conea/platform';
import type { OauthClient } from '../domain/oauth/oauth-client.ts';
import { createRedeemCode, type RedeemCodeParts } from '../domain/oauth/redeem-code.ts';
import { createRefreshGrant, type RefreshGrantParts } from '../domain/oauth/refresh-grant.ts';
import { createIssueServiceToken, type IssuedTokens, type ServiceTokenParts } from '../domain/oauth/service-token.ts';
import type { Parameters } from './parameters.ts';

/** What a grant of an authenticated client is worth; throws an `OauthError`. */
export type Grant = (caller: Caller, client: OauthClient, form: Parameters) => Promise<IssuedTokens>;

/** The grants of the token endpoint, by their type. */
export function createGrants(
  parts: RedeemCodeParts & RefreshGrantParts & ServiceTokenParts,
): ReadonlyMap<string, Grant> {
  const redeemCode = createRedeemCode(parts);
  const refreshGrant = createRefreshGrant(parts);
  const issueServiceToken = createIssueServiceToken(parts);
  return new Map<string, Grant>([
    [
      'authorization_code',
      (caller, client, form) => {
        const [code, redirectUri] = [form.get('code'), form.get('redirect_uri')];
        return redeemCode(caller, client, { code, redirectUri, codeVerifier: form.get('code_verifier') });
      },
    ],
    [
      'refresh_token',
      (caller, client, form) =>
        refreshGrant(caller, client, { refreshToken: form.get('refresh_token'), scope: form.find('scope') }),
    ],
    ['client_credentials', (caller, client, form) => issueServiceToken(caller, client, form.find('scope'))],
  ]);
}
