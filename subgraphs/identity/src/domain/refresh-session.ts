import type { Caller, DomainEvent, Effect, Mutate, Transaction } from '@conea/platform';
import type { Keyring } from './keyring.ts';
import type { MembershipStore } from './membership.ts';
import { hashRefreshToken, judge } from './refresh-token.ts';
import type { Owner, SessionStore } from './session.ts';
import { appendRefreshToken } from './session-start.ts';
import type { TokenReference } from './session-tokens.ts';
import { userErrors, type NotFound, type SessionEnded } from './user-errors.ts';

/** Whose session it is and the reference of the next tokens, or why there are none. */
export type RefreshOutcome =
  | { isDone: true; userId: string; organizationId: string; tokens: TokenReference }
  | { isDone: false; error: SessionEnded | NotFound };

export type RefreshSessionInput = { refreshToken: string; organizationId?: string | null | undefined };

export type RefreshSessionParts = {
  mutate: Mutate;
  sessions: SessionStore;
  memberships: MembershipStore;
  keyring: Keyring;
  clock: () => Date;
};

type Emit = (event: DomainEvent) => void;

/**
 * Exchanges a refresh token for its successor, in another organization of its user when one is named. Of requests that race, one claims
 * the token; the others are judged when it is done.
 */
export function createRefreshSession({ mutate, sessions, memberships, keyring, clock }: RefreshSessionParts) {
  const judgePresented = async (tx: Transaction, emit: Emit, tokenHash: Buffer, now: Date) => {
    const presented = await sessions.findPresented(tx, tokenHash);
    if (!presented) return refuse(null);
    const judgement = judge(presented, now);
    if (judgement === 'repeat') return succeed(presented, presented.generation + 1);
    if (judgement === 'reuse' && (await sessions.revoke(tx, presented.sessionId, 'refresh_token_reuse', now))) {
      emit({ type: 'session.revoked', subject: presented.sessionId, data: { reason: 'refresh_token_reuse' } });
    }
    return refuse(presented);
  };
  /** The owner of the token when the organization is none of theirs: then the token is not used up. */
  const findOutsider = async (tx: Transaction, tokenHash: Buffer, organizationId: string) => {
    const presented = await sessions.findPresented(tx, tokenHash);
    if (!presented || (await memberships.find(tx, organizationId, presented.userId))) return null;
    return presented;
  };

  return async (caller: Caller, { refreshToken, organizationId }: RefreshSessionInput): Promise<RefreshOutcome> => {
    const tokenHash = hashRefreshToken(refreshToken);
    const { refreshKey } = await keyring.current();
    const now = clock();
    return mutate<RefreshOutcome>(caller, { action: 'session.refresh', input: null }, async (tx, emit) => {
      if (!tokenHash) return refuse(null);
      const target = organizationId ?? null;
      const outsider = target === null ? null : await findOutsider(tx, tokenHash, target);
      if (outsider) return refuse(outsider, userErrors.noSuchOrganization());
      const claimed = await sessions.claim(tx, tokenHash, now);
      if (!claimed) return judgePresented(tx, emit, tokenHash, now);
      const generation = claimed.generation + 1;
      const owner = { ...claimed, organizationId: target ?? claimed.organizationId };
      if (owner.organizationId !== claimed.organizationId) {
        await sessions.move(tx, claimed.sessionId, owner.organizationId);
        emit({ type: 'session.moved', subject: claimed.sessionId, data: { from: claimed.organizationId } });
      }
      await appendRefreshToken(tx, sessions, { sessionId: claimed.sessionId, generation }, refreshKey, now);
      emit({ type: 'session.refreshed', subject: claimed.sessionId, data: {} });
      return succeed(owner, generation);
    });
  };
}

function succeed({ sessionId, userId, organizationId }: Owner, generation: number): Effect<RefreshOutcome> {
  const result = { isDone: true, userId, organizationId, tokens: { sessionId, generation } } as const;
  return { result, resource: { type: 'Session', id: sessionId }, actor: { id: userId, organizationId } };
}

function refuse(
  owner: Owner | null,
  error: SessionEnded | NotFound = userErrors.sessionEnded(),
): Effect<RefreshOutcome> {
  const refusal = { result: { isDone: false, error }, isRefused: true } as const;
  if (!owner) return { ...refusal, resource: null };
  const { sessionId, userId, organizationId } = owner;
  return { ...refusal, resource: { type: 'Session', id: sessionId }, actor: { id: userId, organizationId } };
}
