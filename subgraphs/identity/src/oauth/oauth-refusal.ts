import type { OauthError, OauthErrorCode } from '../domain/oauth/oauth-error.ts';
import { jsonAnswer, type HttpAnswer } from './http-exchange.ts';

const statuses: Partial<Record<OauthErrorCode, number>> = {
  invalid_client: 401,
  invalid_token: 401,
  insufficient_scope: 403,
  temporarily_unavailable: 429,
};

/** How a client is told of a refusal (RFC 6749, section 5.2). */
export function refusalAnswer({ code, message, retryAt }: OauthError, now: Date): HttpAnswer {
  const seconds = retryAt && Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1000));
  return jsonAnswer(
    statuses[code] ?? 400,
    { error: code, error_description: message },
    {
      ...(code === 'invalid_client' && { 'www-authenticate': 'Basic realm="conea"' }),
      ...(seconds !== null && { 'retry-after': String(seconds) }),
    },
  );
}

/** How the holder of an access token is told (RFC 6750, section 3). */
export function bearerRefusal({ code, message }: OauthError): HttpAnswer {
  const challenge = code === 'invalid_request' ? 'Bearer' : `Bearer error="${code}", error_description="${message}"`;
  const status = code === 'invalid_request' ? 401 : (statuses[code] ?? 400);
  return jsonAnswer(status, { error: code, error_description: message }, { 'www-authenticate': challenge });
}
