import type { Caller, Effect, Mutate } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import type { MailQueue } from './mail.ts';
import type { TokenStore } from './one-time-token.ts';
import { createOwnPasswordCheck } from './own-password-check.ts';
import type { PasswordCheckParts } from './password-check.ts';
import type { CheckPassword } from './password-rules.ts';
import type { EndSessions } from './session-end.ts';
import type { RequireProofOfFactor } from './step-up.ts';
import { userErrors, type InvalidCredentials, type TooManyAttempts, type WeakPassword } from './user-errors.ts';

/** Why the password is the same as before; null when it has changed. */
export type ChangePasswordOutcome = InvalidCredentials | TooManyAttempts | WeakPassword | null;

export type ChangePasswordParts = PasswordCheckParts & {
  mutate: Mutate;
  tokens: TokenStore;
  mail: MailQueue;
  mails: AccountMails;
  checkPassword: CheckPassword;
  endSessions: EndSessions;
  requireProofOfFactor: RequireProofOfFactor;
};

/** Gives the caller another password and ends their other sessions. */
export function createChangePassword(parts: ChangePasswordParts) {
  const { mutate, users, tokens, mail, mails, passwords, checkPassword, endSessions, clock } = parts;
  const checkOwnPassword = createOwnPasswordCheck(parts);
  return async (
    caller: Caller,
    { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  ): Promise<ChangePasswordOutcome> => {
    const { account, sessionId, error } = await checkOwnPassword(caller, currentPassword, 'currentPassword');
    const resource = { type: 'User', id: account.id };
    const weakness = error
      ? null
      : await checkPassword(newPassword, [account.name, ...account.email.key.split('@', 1)]);
    const hash = error || weakness !== null ? null : await passwords.hash(newPassword);
    const request = { action: 'user.change_password', input: null };
    const isChanged = await mutate<boolean>(caller, request, async (tx, emit): Promise<Effect<boolean>> => {
      await parts.requireProofOfFactor(tx, caller);
      const { id: userId, passwordHash, email } = account;
      // Another change may have been faster: then the password that was checked is no longer the current one.
      const isReplaced =
        hash !== null && passwordHash !== null && (await users.replacePasswordHash(tx, userId, passwordHash, hash));
      if (!isReplaced) return { result: false, resource, isRefused: true };
      const now = clock();
      await endSessions(tx, emit, { userId, exceptSessionId: sessionId }, 'password_changed');
      await tokens.endOpen(tx, userId, ['reset_password'], now);
      await mail.send(tx, mails.passwordChanged(email.address, now));
      emit({ type: 'user.password_changed', subject: userId, data: {} });
      return { result: true, resource };
    });
    if (isChanged) return null;
    if (error) return error;
    return weakness === null
      ? userErrors.wrongPassword('currentPassword')
      : userErrors.weakPassword(weakness, 'newPassword');
  };
}
