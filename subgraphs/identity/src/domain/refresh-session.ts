import type { Caller, DomainEvent, Effect, Mutate, Transaction } from '@conea/platform';
import type { Keyring } from './keyring.ts';
import { hashRefreshToken, judge } from './refresh-token.ts';
import type { Owner, SessionStore } from './session.ts';
import { appendRefreshToken } from './session-start.ts';
import type { TokenReference } from './session-tokens.ts';

/** Whose session it is and the reference of the next tokens; null when the session has ended. */
export type RefreshOutcome = { userId: string; organizationId: string; tokens: TokenReference } | null;

export type RefreshSessionParts = { mutate: Mutate; sessions: SessionStore; keyring: Keyring; clock: () => Date };

type Emit = (event: DomainEvent) => void;

/** Exchanges a refresh token for its successor. Of requests that race, one claims the token; the others are judged when it is done. */
export function createRefreshSession({ mutate, sessions, keyring, clock }: RefreshSessionParts) {
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

  return async (caller: Caller, refreshToken: string): Promise<RefreshOutcome> => {
    const tokenHash = hashRefreshToken(refreshToken);
    const { refreshKey } = await keyring.current();
    const now = clock();
    return mutate<RefreshOutcome>(caller, { action: 'session.refresh', input: null }, async (tx, emit) => {
      if (!tokenHash) return refuse(null);
      const claimed = await sessions.claim(tx, tokenHash, now);
      if (!claimed) return judgePresented(tx, emit, tokenHash, now);
      const generation = claimed.generation + 1;
      await appendRefreshToken(tx, sessions, { sessionId: claimed.sessionId, generation }, refreshKey, now);
      emit({ type: 'session.refreshed', subject: claimed.sessionId, data: {} });
      return succeed(claimed, generation);
    });
  };
}

function succeed({ sessionId, userId, organizationId }: Owner, generation: number): Effect<RefreshOutcome> {
  const result = { userId, organizationId, tokens: { sessionId, generation } };
  return { result, resource: { type: 'Session', id: sessionId }, actor: { id: userId, organizationId } };
}

function refuse(owner: Owner | null): Effect<RefreshOutcome> {
  if (!owner) return { result: null, resource: null, isRefused: true };
  const { sessionId, userId, organizationId } = owner;
  const resource = { type: 'Session', id: sessionId };
  return { result: null, resource, actor: { id: userId, organizationId }, isRefused: true };
}
