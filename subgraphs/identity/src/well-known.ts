import type { SubgraphOptions } from '@conea/platform';
import { builtInScopes } from './domain/roles.ts';
import type { Keyring } from './domain/keyring.ts';

// Short enough that a key is seen long before it signs, long enough that verifiers hardly ask.
const cacheControl = 'public, max-age=300, stale-while-revalidate=600, stale-if-error=86400';

/** The public key set (RFC 7517) and the metadata of the issuer (OpenID Connect Discovery), for whoever verifies access tokens. */
export function wellKnownRoutes(
  keyring: Keyring,
  { JWT_ISSUER: issuer, JWKS_PUBLIC_URL: jwksUrl }: { JWT_ISSUER: string; JWKS_PUBLIC_URL: string },
): NonNullable<SubgraphOptions['routes']> {
  const metadata = {
    issuer,
    jwks_uri: jwksUrl,
    scopes_supported: builtInScopes('admin'),
    response_types_supported: [],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: [
      'iss',
      'aud',
      'sub',
      'exp',
      'iat',
      'jti',
      'client_id',
      'sid',
      'org',
      'role',
      'membership_version',
      'auth_time',
      'acr',
      'amr',
      'scope',
    ],
  };
  return (app) => {
    app.get('/.well-known/jwks.json', async (_, reply) => {
      const { jwks } = await keyring.current();
      return reply.header('cache-control', cacheControl).type('application/jwk-set+json').send(jwks);
    });
    app.get('/.well-known/openid-configuration', async (_, reply) =>
      reply.header('cache-control', cacheControl).send(metadata),
    );
  };
}
