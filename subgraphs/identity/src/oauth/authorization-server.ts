import { createMutations, type Caller, type Database } from '@conea/platform';
import type { TokenIssuer } from '../domain/access-token.ts';
import type { AccountMails } from '../domain/account-mails.ts';
import type { Fingerprint } from '../domain/fingerprint.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { PersonalData } from '../domain/personal-data.ts';
import type { MailQueue } from '../domain/mail.ts';
import { createVerifyAssertion, type FindRemoteKeys } from '../domain/oauth/client-assertion.ts';
import { createClientAuthentication, createCountRefusal } from '../domain/oauth/client-authentication.ts';
import { createRefuseGrant } from '../domain/oauth/grant-refusal.ts';
import { createGrantTokens } from '../domain/oauth/grant-tokens.ts';
import { OauthError } from '../domain/oauth/oauth-error.ts';
import { createRequestAuthorization } from '../domain/oauth/request-authorization.ts';
import { createRevokeToken } from '../domain/oauth/revoke-token.ts';
import { createTokenInspection } from '../domain/oauth/token-inspection.ts';
import { createEndSessions } from '../domain/session-end.ts';
import { createFindTokenEnd } from '../domain/token-end.ts';
import { createAttemptStore } from '../store/attempt-store.ts';
import { createAuthorizationRequestStore } from '../store/authorization-request-store.ts';
import { createChallengeStore } from '../store/challenge-store.ts';
import { createClientAssertionStore } from '../store/client-assertion-store.ts';
import { createGrantStore } from '../store/grant-store.ts';
import { createOauthClientStore } from '../store/oauth-client-store.ts';
import { createRevocationStore } from '../store/revocation-store.ts';
import { secondFactorStore } from '../store/second-factor-store.ts';
import { createServiceTokenStore } from '../store/service-token-store.ts';
import { createSessionStore } from '../store/session-store.ts';
import { createUserStore } from '../store/user-store.ts';
import { createAuthorizeEndpoint } from './authorize-endpoint.ts';
import { createGrants } from './grants.ts';
import { emptyAnswer, type HttpAnswer, type HttpQuestion } from './http-exchange.ts';
import { createIntrospectionEndpoint } from './introspection-endpoint.ts';
import { createMetadata, paths } from './metadata.ts';
import { refusalAnswer } from './oauth-refusal.ts';
import { createPublicEndpoints } from './public-endpoints.ts';
import { createRevocationEndpoint } from './revocation-endpoint.ts';
import { createTokenEndpoint } from './token-endpoint.ts';
import { createUserinfoEndpoint } from './userinfo-endpoint.ts';

export type AuthorizationServerParts = {
  database: Database;
  keyring: Keyring;
  issuer: TokenIssuer;
  fingerprint: Fingerprint;
  personal: PersonalData;
  jwksUrl?: string | undefined;
  /** Where people decide what clients ask them for. */
  appUrl: string;
  mail: MailQueue;
  mails: AccountMails;
  findRemoteKeys: FindRemoteKeys;
  clock: () => Date;
};

type Endpoint = (question: HttpQuestion, caller: Caller) => Promise<HttpAnswer>;
type Endpoints = Record<string, Partial<Record<HttpQuestion['method'], Endpoint>>>;

/** Conea as an authorization server (RFC 6749): answers what anybody asks of its paths. */
export function createAuthorizationServer(parts: AuthorizationServerParts): Endpoint {
  const { clock } = parts;
  const endpoints = createEndpoints(parts);
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

function createEndpoints(parts: AuthorizationServerParts): Endpoints {
  const { database, issuer, jwksUrl, keyring } = parts;
  const sessions = createSessionStore(database);
  const users = createUserStore(database, parts.personal);
  const stores = {
    ...{ users, sessions, secondFactors: secondFactorStore, grants: createGrantStore(database) },
    ...{ oauthClients: createOauthClientStore(database), serviceTokens: createServiceTokenStore(database) },
    authorizationRequests: createAuthorizationRequestStore(database),
    clientAssertions: createClientAssertionStore(database),
  };
  const mutate = createMutations(database, 'identity');
  const countRefusal = createCountRefusal({ ...parts, attempts: createAttemptStore(database) });
  const inspectToken = createTokenInspection({ ...parts, isRevoked: createRevocationStore(database).isRevoked });
  const endSessions = createEndSessions({ ...parts, sessions, challenges: createChallengeStore(database) });
  const findTokenEnd = createFindTokenEnd({ ...stores, database });
  const base = { ...parts, ...stores, mutate, countRefusal, inspectToken, endSessions, findTokenEnd };
  const refuseGrant = createRefuseGrant(base);
  const issueGrantTokens = createGrantTokens(base);
  const authenticate = createClientAuthentication({ ...base, verifyAssertion: createVerifyAssertion(base) });
  const all = { ...base, refuseGrant, issueGrantTokens, authenticate };
  const authorize = createAuthorizeEndpoint({ ...all, requestAuthorization: createRequestAuthorization(all) });
  const userinfo = createUserinfoEndpoint(inspectToken, users);
  const open = createPublicEndpoints(keyring, createMetadata({ issuer: issuer.issuer, jwksUrl }));
  return {
    [paths.authorization]: { GET: authorize, POST: authorize },
    [paths.token]: { POST: createTokenEndpoint(authenticate, createGrants(all)) },
    [paths.revocation]: { POST: createRevocationEndpoint(authenticate, createRevokeToken(all)) },
    [paths.introspection]: { POST: createIntrospectionEndpoint(all) },
    [paths.userinfo]: { GET: userinfo, POST: userinfo },
    [paths.jwks]: { GET: open.jwks },
    [paths.openidConfiguration]: { GET: open.metadata },
    [paths.serverMetadata]: { GET: open.metadata },
  };
}
