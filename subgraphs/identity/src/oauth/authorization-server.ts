import { createMutations, type Caller, type Database } from '@conea/platform';
import type { TokenIssuer } from '../domain/access-token.ts';
import type { Fingerprint } from '../domain/fingerprint.ts';
import type { Keyring } from '../domain/keyring.ts';
import { createClientAuthentication, createCountRefusal } from '../domain/oauth/client-authentication.ts';
import { OauthError } from '../domain/oauth/oauth-error.ts';
import { createRevokeToken } from '../domain/oauth/revoke-token.ts';
import { createIssueServiceToken } from '../domain/oauth/service-token.ts';
import { createTokenInspection } from '../domain/oauth/token-inspection.ts';
import { createAttemptStore } from '../store/attempt-store.ts';
import { createOauthClientStore } from '../store/oauth-client-store.ts';
import { createRevocationStore } from '../store/revocation-store.ts';
import { createServiceTokenStore } from '../store/service-token-store.ts';
import { emptyAnswer, type HttpAnswer, type HttpQuestion } from './http-exchange.ts';
import { createIntrospectionEndpoint } from './introspection-endpoint.ts';
import { createMetadata, paths } from './metadata.ts';
import { refusalAnswer } from './oauth-refusal.ts';
import { createRevocationEndpoint } from './revocation-endpoint.ts';
import { createPublicEndpoints } from './public-endpoints.ts';
import { createTokenEndpoint, type Grant } from './token-endpoint.ts';

export type AuthorizationServerParts = {
  database: Database;
  keyring: Keyring;
  issuer: TokenIssuer;
  fingerprint: Fingerprint;
  jwksUrl?: string | undefined;
  clock: () => Date;
};

type Endpoint = (question: HttpQuestion, caller: Caller) => Promise<HttpAnswer>;

/** Conea as an authorization server (RFC 6749): answers what anybody asks of its paths. */
export function createAuthorizationServer(parts: AuthorizationServerParts): Endpoint {
  const { database, clock, issuer, jwksUrl, keyring } = parts;
  const stores = { oauthClients: createOauthClientStore(database), serviceTokens: createServiceTokenStore(database) };
  const mutate = createMutations(database, 'identity');
  const countRefusal = createCountRefusal({ ...parts, attempts: createAttemptStore(database) });
  const inspectToken = createTokenInspection({ ...parts, isRevoked: createRevocationStore(database).isRevoked });
  const all = { ...parts, ...stores, mutate, countRefusal, inspectToken };
  const authenticate = createClientAuthentication(all);
  const issueServiceToken = createIssueServiceToken(all);
  const grants = new Map<string, Grant>([
    ['client_credentials', (caller, client, form) => issueServiceToken(caller, client, form.find('scope'))],
  ]);
  const open = createPublicEndpoints(keyring, createMetadata({ issuer: issuer.issuer, jwksUrl }));
  const endpoints: Record<string, Partial<Record<HttpQuestion['method'], Endpoint>>> = {
    [paths.token]: { POST: createTokenEndpoint(authenticate, grants) },
    [paths.revocation]: { POST: createRevocationEndpoint(authenticate, createRevokeToken(all)) },
    [paths.introspection]: { POST: createIntrospectionEndpoint(authenticate, inspectToken) },
    [paths.jwks]: { GET: open.jwks },
    [paths.openidConfiguration]: { GET: open.metadata },
    [paths.serverMetadata]: { GET: open.metadata },
  };
  return async (question, caller) => {
    const found = Object.hasOwn(endpoints, question.path) ? endpoints[question.path] : undefined;
    if (!found) return emptyAnswer(404);
    const endpoint = found[question.method];
    if (!endpoint) return emptyAnswer(405, { allow: Object.keys(found).join(', ') });
    try {
      return await endpoint(question, caller);
    } catch (error) {
      if (error instanceof OauthError) return refusalAnswer(error, clock());
      throw error;
    }
  };
}
