import {
  bindTransaction,
  newId,
  type Caller,
  type DomainEvent,
  type Effect,
  type Mutate,
  type Transaction,
} from '@conea/platform';
import { accessTokenSeconds } from '../access-token.ts';
import type { Keyring, RefreshKey } from '../keyring.ts';
import { sessionSeconds } from '../refresh-token.ts';
import type { SessionStore } from '../session.ts';
import { appendRefreshToken } from '../session-start.ts';
import {
  challengeOf,
  codeRaceSeconds,
  readCode,
  type AuthorizationRequestStore,
  type CodeOwner,
  type Redemption,
} from './authorization-request.ts';
import type { GrantStore } from './grant.ts';
import { grantPrefix } from './grant.ts';
import { invalidGrant, type RefuseGrant } from './grant-refusal.ts';
import type { IssueGrantTokens } from './grant-tokens.ts';
import type { OauthClient } from './oauth-client.ts';
import { OauthError } from './oauth-error.ts';
import type { IssuedTokens } from './service-token.ts';

export type RedeemCodeParts = {
  mutate: Mutate;
  authorizationRequests: AuthorizationRequestStore;
  grants: GrantStore;
  sessions: SessionStore;
  keyring: Keyring;
  refuseGrant: RefuseGrant;
  issueGrantTokens: IssueGrantTokens;
  clock: () => Date;
};

export type CodeInput = { code: string; redirectUri: string; codeVerifier: string };

type Started = { grantId: string; nonce: string | null; isOffline: boolean };
type Emit = (event: DomainEvent) => void;

const action = 'authorization.redeem';

/**
 * Exchanges a code (RFC 6749, section 4.1.3; RFC 7636). It is good once, within a minute, for the client, the redirect URI and the verifier it was made for, while
 * the session that allowed it goes on. Of requests that race one gets the tokens; whoever presents a used code later, or without what it was made for, ends what it
 * was worth (RFC 6749, section 4.1.2).
 */
export function createRedeemCode(parts: RedeemCodeParts) {
  const { mutate, authorizationRequests, grants, sessions, keyring, clock } = parts;
  const start = async (tx: Transaction, emit: Emit, caller: Caller, redemption: Redemption, refreshKey: RefreshKey) => {
    const now = clock();
    const redeemed = await authorizationRequests.redeem(tx, redemption, now);
    if (!redeemed) return null;
    const { grantId: id, clientId } = redemption;
    const isOffline = redeemed.scopes.includes('offline_access');
    const seconds = isOffline ? sessionSeconds : accessTokenSeconds;
    const expiresAt = new Date(now.getTime() + seconds * 1000);
    const origin = { ipAddress: caller.ip, userAgent: caller.userAgent };
    await grants.start(tx, { ...redeemed, id, clientId, createdAt: now, expiresAt, ...origin });
    if (isOffline) await appendRefreshToken(tx, sessions, { sessionId: id, generation: 0 }, refreshKey, now);
    emit({ type: 'authorization.redeemed', subject: clientId, data: { userId: redeemed.userId, grantId: id } });
    return { ...redeemed, isOffline };
  };
  /** A code that could not be redeemed: when it was before, and not just now by the same client, somebody has a copy. */
  const judge = async (tx: Transaction, emit: Emit, client: OauthClient, redemption: Redemption) => {
    const code = await authorizationRequests.findCode(redemption.codeHash, client, tx);
    if (code?.grantId == null || isRace(code, redemption, clock())) return code;
    if (await sessions.revoke(tx, code.grantId, 'authorization_code_reuse', clock()))
      emit({ type: 'session.revoked', subject: code.grantId, data: { reason: 'authorization_code_reuse' } });
    return code;
  };
  return async (caller: Caller, client: OauthClient, input: CodeInput): Promise<IssuedTokens> => {
    const codeChallenge = challengeOf(input.codeVerifier);
    if (codeChallenge === null) throw new OauthError('invalid_request', '`code_verifier` is no verifier of RFC 7636.');
    const codeHash = readCode(input.code);
    if (!codeHash || !(await authorizationRequests.findCode(codeHash, client)))
      return parts.refuseGrant(caller, client, action);
    const { redirectUri } = input;
    const { refreshKey } = await keyring.current();
    const redemption = { codeHash, clientId: client.id, redirectUri, codeChallenge, grantId: newId(grantPrefix) };
    const request = { action, input: null };
    const started = await mutate<Started | null>(caller, request, async (tx, emit): Promise<Effect<Started | null>> => {
      const resource = { type: 'OauthClient', id: client.id };
      await bindTransaction(tx, client.organizationId);
      const redeemed = await start(tx, emit, caller, redemption, refreshKey);
      const { userId, organizationId } = redeemed ??
        (await judge(tx, emit, client, redemption)) ?? { userId: client.id, ...client };
      const known = { resource, actor: { id: userId, organizationId } };
      if (!redeemed) return { ...known, result: null, isRefused: true };
      const { nonce, isOffline, scopes } = redeemed;
      const { grantId } = redemption;
      return { ...known, result: { grantId, nonce, isOffline }, metadata: { grantId, scopes } };
    });
    if (!started) throw invalidGrant();
    const { grantId, nonce, isOffline } = started;
    return parts.issueGrantTokens({ grantId, generation: isOffline ? 0 : null, signIn: { nonce } });
  };
}

function isRace({ redeemedAt, redirectUri, codeChallenge }: CodeOwner, redemption: Redemption, now: Date): boolean {
  const isSame = redirectUri === redemption.redirectUri && codeChallenge === redemption.codeChallenge;
  return isSame && redeemedAt !== null && now.getTime() - redeemedAt.getTime() <= codeRaceSeconds * 1000;
}
