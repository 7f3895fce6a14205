import type { Transaction } from '@conea/platform';
import type { GraceEnd } from './deletion.ts';
import { createOneTimeToken, type TokenStore } from './one-time-token.ts';
import type { UserStore } from './user.ts';

/** What takes the deletion of an account back, for ten minutes; and until when that is possible at all. */
export type RestoreOffer = { restoreToken: string; restorableUntil: string };

export type RestoreOfferParts = { users: UserStore; tokens: TokenStore; graceEnd: GraceEnd; clock: () => Date };

/** What somebody gets instead of a session who knows the password of a deleted account. It restores, and signs nobody in: a second factor is asked for then. */
export function createRestoreOffer({ users, tokens, graceEnd, clock }: RestoreOfferParts) {
  return async (tx: Transaction, userId: string, deletedAt: Date): Promise<RestoreOffer> => {
    const { email } = await users.getAccount(userId, tx);
    const { text, token } = createOneTimeToken('restore_account', { userId, email }, clock());
    await tokens.add(tx, token);
    return { restoreToken: text, restorableUntil: graceEnd(deletedAt).toISOString() };
  };
}
