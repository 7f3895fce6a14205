import { isId } from '@conea/platform';
import { OauthError } from '../domain/oauth/oauth-error.ts';
import type { InspectToken } from '../domain/oauth/token-inspection.ts';
import type { UserStore } from '../domain/user.ts';
import { jsonAnswer, type HttpAnswer, type HttpQuestion } from './http-exchange.ts';
import { bearerRefusal } from './oauth-refusal.ts';

/** `/oauth/userinfo` (OpenID Connect Core, section 5.3): what the scopes `profile` and `email` tell of the person of an access token. */
export function createUserinfoEndpoint(inspectToken: InspectToken, users: UserStore) {
  const claimsOf = async (authorization: string | null) => {
    if (authorization === null) throw new OauthError('invalid_request', 'Send an access token.');
    const token = /^Bearer (?<token>[\w.-]+)$/i.exec(authorization)?.groups?.['token'];
    const claims = token === undefined ? null : await inspectToken(token);
    if (!claims || !isId('usr', claims.sub)) throw new OauthError('invalid_token', 'The token is not good.');
    const scopes = claims.scope.split(' ');
    if (!scopes.includes('openid')) throw new OauthError('insufficient_scope', 'The token has not the scope openid.');
    const [user] = await users.listByIds(claims.org, [claims.sub]);
    if (!user) throw new OauthError('invalid_token', 'The token is not good.');
    return {
      sub: user.id,
      ...(scopes.includes('profile') && { name: user.name }),
      ...(scopes.includes('email') && { email: user.email, email_verified: user.emailVerifiedAt !== null }),
    };
  };
  return async ({ authorization }: HttpQuestion): Promise<HttpAnswer> => {
    try {
      return jsonAnswer(200, await claimsOf(authorization));
    } catch (error) {
      if (error instanceof OauthError) return bearerRefusal(error);
      throw error;
    }
  };
}
