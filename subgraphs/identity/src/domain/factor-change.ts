import type { DomainEvent, Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import type { MailQueue } from './mail.ts';
import type { FactorKind } from './second-factor.ts';
import type { EndSessions } from './session-end.ts';
import type { UserStore } from './user.ts';

/** What became of a factor of a person, and the session that goes on. */
export type FactorChange = { userId: string; sessionId: string | null; kind: FactorKind; change: 'added' | 'removed' };

/** What follows whenever the factors of a person change: their other sessions end, they are told by mail, and there is an event. */
export type FollowFactorChange = (
  tx: Transaction,
  emit: (event: DomainEvent) => void,
  change: FactorChange,
) => Promise<void>;

export function createFollowFactorChange(parts: {
  users: UserStore;
  endSessions: EndSessions;
  mail: MailQueue;
  mails: AccountMails;
  clock: () => Date;
}): FollowFactorChange {
  const { users, endSessions, mail, mails, clock } = parts;
  return async (tx, emit, { userId, sessionId, kind, change }) => {
    const others = sessionId === null ? { userId } : { userId, exceptSessionId: sessionId };
    await endSessions(tx, emit, others, 'mfa_changed');
    const { email } = await users.getAccount(userId, tx);
    await mail.send(tx, mails.secondFactorChanged(email.address, { kind, change }, clock()));
    emit({ type: `user.second_factor_${change}`, subject: userId, data: { kind } });
  };
}
