import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createAuthorizationCodes } from '../oauth/authorization-codes.ts';
import { createFaults, type Faults } from '../oauth/faults.ts';
import { createVendorApp } from '../oauth/vendor-app.ts';
import { serveAuthorization } from './authorize.ts';
import { faultKinds, type GoogleFault } from './faults.ts';
import { createKeys, type Keys } from './keys.ts';
import { createPeople, type People } from './people.ts';
import { serveTokens } from './token.ts';

/** The one application that is registered. */
export type Client = { id: string; secret: string; redirectUris: readonly string[] };

export type GoogleParts = {
  /** Where it is reached, once it listens. */
  issuer(): string;
  client: Client;
  people: People;
  keys: Keys;
  codes: ReturnType<typeof createAuthorizationCodes>;
  faults: Faults<GoogleFault>;
};

const rotation = z.object({ isAnnounced: z.boolean().default(true) });
const person = z.object({ email: z.string(), name: z.string().optional(), email_verified: z.boolean().optional() });

/** Google as an OpenID provider: discovery, the page of consent, tokens, keys. */
export function createSimulator(client: Client) {
  const faults = createFaults<GoogleFault>();
  const app = createVendorApp({ vendor: 'google', faults, kinds: faultKinds });
  const parts: GoogleParts = {
    ...{ client, faults, issuer: () => app.listeningOrigin },
    ...{ people: createPeople(), keys: createKeys(), codes: createAuthorizationCodes() },
  };
  const { people, keys } = parts;
  app.get('/.well-known/openid-configuration', async (_, reply) =>
    faults.take('no_discovery') ? reply.code(503).send() : reply.send(metadataOf(parts.issuer())),
  );
  app.get('/oauth2/v3/certs', async (_, reply) =>
    reply.header('cache-control', 'public, max-age=20000').send(keys.jwks()),
  );
  serveAuthorization(app, parts);
  serveTokens(app, parts);
  serveControl(app, parts);
  return { app, people, keys, faults };
}

function serveControl(app: FastifyInstance, { people, keys }: GoogleParts): void {
  app.post('/simulator/keys/rotate', async (request, reply) => {
    keys.rotate(rotation.parse(request.body ?? {}).isAnnounced);
    return reply.code(204).send();
  });
  app.get('/simulator/people', () => people.list());
  app.post('/simulator/people', (request) => {
    const { email, name, email_verified: isVerified } = person.parse(request.body);
    return people.put({
      email,
      ...(name !== undefined && { name }),
      ...(isVerified !== undefined && { email_verified: isVerified }),
    });
  });
}

/** As Google publishes it, on one host; that `iss` comes back to the browser is not said there either. */
function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/o/oauth2/v2/auth`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/v1/userinfo`,
    jwks_uri: `${issuer}/oauth2/v3/certs`,
    response_types_supported: ['code', 'token', 'id_token', 'code token', 'code id_token', 'none'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'profile'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    claims_supported: [
      'aud',
      'email',
      'email_verified',
      'exp',
      'family_name',
      'given_name',
      'iat',
      'iss',
      'name',
      'sub',
    ],
    code_challenge_methods_supported: ['plain', 'S256'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
  };
}
