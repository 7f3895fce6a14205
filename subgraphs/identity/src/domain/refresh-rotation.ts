import { bindPerson, type DomainEvent, type Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import type { RefreshKey } from './keyring.ts';
import type { MailQueue } from './mail.ts';
import { judge } from './refresh-token.ts';
import type { Owner, Proof, SessionStore } from './session.ts';
import { appendRefreshToken } from './session-start.ts';
import type { UserStore } from './user.ts';

export type RefreshRotationParts = { sessions: SessionStore; users: UserStore; mail: MailQueue; mails: AccountMails };

/** A refresh token that somebody presents; `clientId` is null in the platform's own applications. */
export type PresentedToken = { tokenHash: Buffer; clientId: string | null; refreshKey: RefreshKey; now: Date };

/** Whose next token it is and where the session goes on, or why it does not: the obstacle, or null when there is no such token any longer. */
export type Rotation<Obstacle> =
  | { isDone: true; owner: Owner; generation: number }
  | { isDone: false; owner: Owner | null; obstacle: Obstacle | null };

/** Whether a session may go on, and where; `isRepeated`: its answer was lost, and nothing changes. */
export type Admit<Obstacle> = (
  session: Owner & Proof,
  isRepeated: boolean,
) => Promise<{ owner: Owner; obstacle: Obstacle | null }>;

/**
 * Exchanges a refresh token for its successor. Of requests that race, one claims the token; the others are judged when it is done. A token is not
 * used up when there is an obstacle. Whose token somebody reuses is told by a mail.
 */
export function createRefreshRotation({ sessions, users, mail, mails }: RefreshRotationParts) {
  type Emit = (event: DomainEvent) => void;
  const judgePresented = async <Obstacle>(
    ...[tx, emit, { tokenHash, clientId, now }, admit]: [Transaction, Emit, PresentedToken, Admit<Obstacle>]
  ): Promise<Rotation<Obstacle>> => {
    const presented = await sessions.findPresented(tx, tokenHash, clientId);
    if (!presented) return { isDone: false, owner: null, obstacle: null };
    await bindPerson(tx, presented.userId);
    const judgement = judge(presented, now);
    if (judgement === 'repeat') {
      const { owner, obstacle } = await admit(presented, true);
      if (obstacle !== null) return { isDone: false, owner, obstacle };
      return { isDone: true, owner, generation: presented.generation + 1 };
    }
    if (judgement === 'reuse' && (await sessions.revoke(tx, presented.sessionId, 'refresh_token_reuse', now))) {
      emit({ type: 'session.revoked', subject: presented.sessionId, data: { reason: 'refresh_token_reuse' } });
      const { email } = await users.getAccount(presented.userId, tx);
      await mail.send(tx, mails.tokenReused(email.address, now));
    }
    return { isDone: false, owner: presented, obstacle: null };
  };
  return async <Obstacle>(
    ...[tx, emit, token, admit]: [Transaction, Emit, PresentedToken, Admit<Obstacle>]
  ): Promise<Rotation<Obstacle>> => {
    const { tokenHash, clientId, refreshKey, now } = token;
    const claimed = await sessions.claim(tx, tokenHash, clientId, now);
    if (!claimed) return judgePresented(tx, emit, token, admit);
    await bindPerson(tx, claimed.userId);
    const { owner, obstacle } = await admit(claimed, false);
    if (obstacle !== null) {
      await sessions.unclaim(tx, tokenHash);
      return { isDone: false, owner: claimed, obstacle };
    }
    const generation = claimed.generation + 1;
    await appendRefreshToken(tx, sessions, { sessionId: claimed.sessionId, generation }, refreshKey, now);
    emit({ type: 'session.refreshed', subject: claimed.sessionId, data: {} });
    return { isDone: true, owner, generation };
  };
}
