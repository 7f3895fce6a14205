import { knownScopes } from '../domain/oauth/oauth-scopes.ts';

/** Where the endpoints are, under the URL of the issuer. */
export const paths = {
  token: '/oauth/token',
  revocation: '/oauth/revoke',
  introspection: '/oauth/introspect',
  jwks: '/.well-known/jwks.json',
  openidConfiguration: '/.well-known/openid-configuration',
  serverMetadata: '/.well-known/oauth-authorization-server',
} as const;

const authenticationMethods = ['client_secret_basic', 'client_secret_post'];

/** The issuer, and where clients find its key set: at its own URL when nothing else is said. */
export type IssuerUrls = { issuer: string; jwksUrl?: string | undefined };

/** What clients find out about the issuer (OpenID Connect Discovery, RFC 8414). */
export function createMetadata({ issuer, jwksUrl }: IssuerUrls) {
  const at = (path: string) => issuer.replace(/\/$/, '') + path;
  return {
    issuer,
    jwks_uri: jwksUrl ?? at(paths.jwks),
    token_endpoint: at(paths.token),
    revocation_endpoint: at(paths.revocation),
    introspection_endpoint: at(paths.introspection),
    scopes_supported: knownScopes,
    response_types_supported: [],
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: [...authenticationMethods, 'none'],
    revocation_endpoint_auth_methods_supported: [...authenticationMethods, 'none'],
    introspection_endpoint_auth_methods_supported: authenticationMethods,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: [
      ...['iss', 'aud', 'sub', 'exp', 'iat', 'jti', 'client_id', 'sid', 'org', 'role', 'membership_version'],
      ...['auth_time', 'acr', 'amr', 'scope'],
    ],
  };
}
