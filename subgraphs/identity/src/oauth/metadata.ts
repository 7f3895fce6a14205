import { assertionAlgorithms } from '../domain/oauth/client-keys.ts';
import { knownScopes } from '../domain/oauth/oauth-scopes.ts';

/** Where the endpoints are, under the URL of the issuer. */
export const paths = {
  authorization: '/oauth/authorize',
  token: '/oauth/token',
  revocation: '/oauth/revoke',
  introspection: '/oauth/introspect',
  userinfo: '/oauth/userinfo',
  jwks: '/.well-known/jwks.json',
  openidConfiguration: '/.well-known/openid-configuration',
  serverMetadata: '/.well-known/oauth-authorization-server',
} as const;

const authenticationMethods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];

/** The issuer, and where clients find its key set: at its own URL when nothing else is said. */
export type IssuerUrls = { issuer: string; jwksUrl?: string | undefined };

/** What clients find out about the issuer (OpenID Connect Discovery, RFC 8414). */
export function createMetadata({ issuer, jwksUrl }: IssuerUrls) {
  const at = (path: string) => issuer.replace(/\/$/, '') + path;
  return {
    issuer,
    jwks_uri: jwksUrl ?? at(paths.jwks),
    authorization_endpoint: at(paths.authorization),
    token_endpoint: at(paths.token),
    userinfo_endpoint: at(paths.userinfo),
    revocation_endpoint: at(paths.revocation),
    introspection_endpoint: at(paths.introspection),
    scopes_supported: knownScopes,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    claims_parameter_supported: false,
    acr_values_supported: ['aal1', 'aal2'],
    token_endpoint_auth_methods_supported: [...authenticationMethods, 'none'],
    revocation_endpoint_auth_methods_supported: [...authenticationMethods, 'none'],
    introspection_endpoint_auth_methods_supported: authenticationMethods,
    token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: [
      ...['iss', 'aud', 'sub', 'exp', 'iat', 'jti', 'client_id', 'sid', 'org', 'role', 'membership_version'],
      ...['auth_time', 'acr', 'amr', 'scope', 'nonce', 'at_hash', 'name', 'email', 'email_verified'],
    ],
  };
}
