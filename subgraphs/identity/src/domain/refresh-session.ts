import type { Caller, DomainEvent, Effect, Mutate, Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import type { Keyring } from './keyring.ts';
import type { MailQueue } from './mail.ts';
import type { MembershipStore } from './membership.ts';
import { hashRefreshToken, judge } from './refresh-token.ts';
import { secondFactorErrors, type SecondFactorMissing } from './second-factor-errors.ts';
import type { Owner, Proof, SessionStore } from './session.ts';
import type { SessionObstacle, FindObstacle } from './session-obstacle.ts';
import { appendRefreshToken } from './session-start.ts';
import type { TokenReference } from './session-tokens.ts';
import type { UserStore } from './user.ts';
import { userErrors, type NotFound, type SessionEnded } from './user-errors.ts';

type Refreshed = { userId: string; organizationId: string; tokens: TokenReference };

/** Whose session it is and the reference of the next tokens, or why there are none. */
export type RefreshOutcome =
  ({ isDone: true } & Refreshed) | { isDone: false; error: SessionEnded | NotFound | SecondFactorMissing };

export type RefreshSessionInput = { refreshToken: string; organizationId?: string | null | undefined };

export type RefreshSessionParts = {
  mutate: Mutate;
  sessions: SessionStore;
  memberships: MembershipStore;
  findObstacle: FindObstacle;
  users: UserStore;
  mail: MailQueue;
  mails: AccountMails;
  keyring: Keyring;
  clock: () => Date;
};

type Refusal = { error: SessionEnded | NotFound } | { obstacle: SessionObstacle };
type Emit = (event: DomainEvent) => void;

/**
 * Exchanges a refresh token for its successor, in another organization of its user when one is named. Of requests that race, one claims
 * the token; the others are judged when it is done. A token is not used up when the organization is none of its user's, or asks for another proof.
 */
export function createRefreshSession(parts: RefreshSessionParts) {
  const { mutate, sessions, memberships, findObstacle, users, mail, mails, keyring, clock } = parts;
  const judgePresented = async (tx: Transaction, emit: Emit, tokenHash: Buffer, now: Date) => {
    const presented = await sessions.findPresented(tx, tokenHash);
    if (!presented) return refuse(null);
    const judgement = judge(presented, now);
    if (judgement === 'repeat') {
      const obstacle = await findObstacle(tx, presented, now);
      return obstacle ? refuse(presented, { obstacle }) : succeed(presented, presented.generation + 1);
    }
    if (judgement === 'reuse' && (await sessions.revoke(tx, presented.sessionId, 'refresh_token_reuse', now))) {
      emit({ type: 'session.revoked', subject: presented.sessionId, data: { reason: 'refresh_token_reuse' } });
      const { email } = await users.getAccount(presented.userId, tx);
      await mail.send(tx, mails.tokenReused(email.address, now));
    }
    return refuse(presented);
  };
  /** The owner of the token when the organization is none of theirs. */
  const findOutsider = async (tx: Transaction, tokenHash: Buffer, organizationId: string) => {
    const presented = await sessions.findPresented(tx, tokenHash);
    if (!presented || (await memberships.find(tx, organizationId, presented.userId))) return null;
    return presented;
  };
  const goOn = async (tx: Transaction, emit: Emit, claimed: Owner & Proof, target: string | null, now: Date) => {
    const owner = { ...claimed, organizationId: target ?? claimed.organizationId };
    const obstacle = await findObstacle(tx, owner, now);
    if (obstacle || owner.organizationId === claimed.organizationId) return { owner, obstacle };
    await sessions.move(tx, claimed.sessionId, owner.organizationId);
    emit({ type: 'session.moved', subject: claimed.sessionId, data: { from: claimed.organizationId } });
    return { owner, obstacle };
  };

  return async (caller: Caller, { refreshToken, organizationId }: RefreshSessionInput): Promise<RefreshOutcome> => {
    const tokenHash = hashRefreshToken(refreshToken);
    const { refreshKey } = await keyring.current();
    const now = clock();
    const request = { action: 'session.refresh', input: null };
    const result = await mutate<Refreshed | Refusal>(caller, request, async (tx, emit) => {
      if (!tokenHash) return refuse(null);
      const target = organizationId ?? null;
      const outsider = target === null ? null : await findOutsider(tx, tokenHash, target);
      if (outsider) return refuse(outsider, { error: userErrors.noSuchOrganization() });
      const claimed = await sessions.claim(tx, tokenHash, now);
      if (!claimed) return judgePresented(tx, emit, tokenHash, now);
      const { owner, obstacle } = await goOn(tx, emit, claimed, target, now);
      if (obstacle) {
        await sessions.unclaim(tx, tokenHash);
        return refuse(claimed, { obstacle });
      }
      const generation = claimed.generation + 1;
      await appendRefreshToken(tx, sessions, { sessionId: claimed.sessionId, generation }, refreshKey, now);
      emit({ type: 'session.refreshed', subject: claimed.sessionId, data: {} });
      return succeed(owner, generation);
    });
    if ('tokens' in result) return { isDone: true, ...result };
    return { isDone: false, error: 'error' in result ? result.error : secondFactorErrors.obstacle(result.obstacle) };
  };
}

function succeed({ sessionId, userId, organizationId }: Owner, generation: number): Effect<Refreshed> {
  const result = { userId, organizationId, tokens: { sessionId, generation } };
  return { result, resource: { type: 'Session', id: sessionId }, actor: { id: userId, organizationId } };
}

function refuse(owner: Owner | null, why: Refusal = { error: userErrors.sessionEnded() }): Effect<Refusal> {
  const refusal = { result: why, isRefused: true } as const;
  if (!owner) return { ...refusal, resource: null };
  const { sessionId, userId, organizationId } = owner;
  return { ...refusal, resource: { type: 'Session', id: sessionId }, actor: { id: userId, organizationId } };
}
