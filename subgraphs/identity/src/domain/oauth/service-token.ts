import { bindTransaction, newId, type Caller, type Mutate, type Transaction } from '@conea/platform';
import { accessTokenSeconds, signAccessToken, type TokenIssuer } from '../access-token.ts';
import type { Keyring } from '../keyring.ts';
import { scopesOf } from '../roles.ts';
import type { ServiceAccount } from '../service-account.ts';
import type { OauthClient } from './oauth-client.ts';
import { OauthError } from './oauth-error.ts';
import { parseScopes, permissionsAmong, scopesWithin } from './oauth-scopes.ts';

/** What is kept of an access token of a service account, which has no session. */
export type ServiceToken = { id: string; clientId: string; serviceAccountId: string; createdAt: Date; expiresAt: Date };

/** A service account that may get a token, and which state of it the token tells of. */
export type LiveServiceAccount = ServiceAccount & { version: number };

/** What is needed of the stored tokens. */
export type ServiceTokenStore = {
  /** Null for an account that is disabled. */
  findAccount(tx: Transaction, serviceAccountId: string): Promise<LiveServiceAccount | null>;
  /** How many tokens of the client are good. */
  countLive(tx: Transaction, clientId: string, now: Date): Promise<number>;
  add(tx: Transaction, token: ServiceToken): Promise<void>;
  /** False when the client has no such token, or it was revoked before. */
  revoke(tx: Transaction, clientId: string, id: string, now: Date): Promise<boolean>;
  /** Deletes those that ended before this time; answers how many. */
  deleteExpired(before: Date): Promise<number>;
};

/** What a client is answered (RFC 6749, section 5.1). */
export type IssuedTokens = {
  accessToken: string;
  expiresIn: number;
  scopes: readonly string[];
  refreshToken?: string;
  idToken?: string;
};

export type ServiceTokenParts = {
  mutate: Mutate;
  serviceTokens: ServiceTokenStore;
  keyring: Keyring;
  issuer: TokenIssuer;
  clock: () => Date;
};

/** Good tokens of one client. */
const maxLive = 1_000;

type Issued = { accountId: string; version: number; scopes: string[] };
type Refused = { code: 'unauthorized_client' | 'invalid_scope' | 'temporarily_unavailable'; why: string };

/** Client credentials (RFC 6749, section 4.4): an access token for the client's service account, and no refresh token. */
export function createIssueServiceToken({ mutate, serviceTokens, keyring, issuer, clock }: ServiceTokenParts) {
  const issue = async (tx: Transaction, client: OauthClient, asked: readonly string[], token: NewToken) => {
    const { serviceAccountId } = client;
    const account = serviceAccountId === null ? null : await serviceTokens.findAccount(tx, serviceAccountId);
    if (!account) return refuse('unauthorized_client', 'The client has no service account, or it is disabled.');
    const allowed = asked.filter((scope) => client.scopes.includes(scope));
    const scopes = permissionsAmong(scopesWithin(allowed, scopesOf(account)));
    if (scopes.length === 0) return refuse('invalid_scope', 'The service account has none of these scopes.');
    if ((await serviceTokens.countLive(tx, client.id, token.createdAt)) >= maxLive)
      return refuse('temporarily_unavailable', `A client has at most ${maxLive} good tokens: use one until it ends.`);
    await serviceTokens.add(tx, { ...token, clientId: client.id, serviceAccountId: account.id });
    return { accountId: account.id, version: account.version, scopes };
  };
  const sign = async (client: OauthClient, token: NewToken, { accountId, version, scopes }: Issued) => {
    const { signer } = await keyring.current();
    const subject = {
      ...{ userId: accountId, organizationId: client.organizationId, clientId: client.id, proof: null },
      ...{ scopes, membershipVersion: version, tokenId: newId('jti') },
      ...{ sessionId: token.id, sessionExpiresAt: token.expiresAt },
    };
    return signAccessToken(issuer, signer, subject, token.createdAt);
  };
  return async (caller: Caller, client: OauthClient, scopeText: string | null): Promise<IssuedTokens> => {
    const asked = scopeText === null ? client.scopes : parseScopes(scopeText);
    if (asked === null) throw new OauthError('invalid_scope', 'There are no such scopes.');
    const createdAt = clock();
    const expiresAt = new Date(createdAt.getTime() + accessTokenSeconds * 1000);
    const token = { id: newId('svt'), createdAt, expiresAt };
    const request = { action: 'service_token.issue', input: null };
    const outcome = await mutate<Issued | Refused>(caller, request, async (tx, emit) => {
      await bindTransaction(tx, client.organizationId);
      const result = await issue(tx, client, asked, token);
      const actor = { id: client.serviceAccountId ?? client.id, organizationId: client.organizationId };
      const known = { result, actor, resource: { type: 'OauthClient', id: client.id } };
      if ('code' in result) return { ...known, isRefused: true, metadata: { error: result.code } };
      const { accountId, scopes } = result;
      emit({
        type: 'service_token.issued',
        subject: accountId,
        data: { clientId: client.id, tokenId: token.id, scopes },
      });
      return { ...known, metadata: { scopes, tokenId: token.id } };
    });
    if ('code' in outcome) throw new OauthError(outcome.code, outcome.why);
    const { accessToken } = await sign(client, token, outcome);
    return { accessToken, expiresIn: accessTokenSeconds, scopes: outcome.scopes };
  };
}

type NewToken = Pick<ServiceToken, 'id' | 'createdAt' | 'expiresAt'>;

const refuse = (code: Refused['code'], why: string): Refused => ({ code, why });
