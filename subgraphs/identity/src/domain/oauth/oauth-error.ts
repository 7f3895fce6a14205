/** The codes of RFC 6749 (sections 4.1.2.1 and 5.2), RFC 6750 (section 3.1), RFC 7009 and OpenID Connect (section 3.1.2.6). */
export type OauthErrorCode =
  | 'access_denied'
  | 'insufficient_scope'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'invalid_scope'
  | 'invalid_token'
  | 'login_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'temporarily_unavailable'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type';

/** A refusal in words that software reads; the message reaches the client. `retryAt`: when it is worth trying again. */
export class OauthError extends Error {
  readonly code: OauthErrorCode;
  readonly retryAt: Date | null;

  constructor(code: OauthErrorCode, message: string, { retryAt = null }: { retryAt?: Date | null } = {}) {
    super(message);
    this.name = 'OauthError';
    this.code = code;
    this.retryAt = retryAt;
  }
}
