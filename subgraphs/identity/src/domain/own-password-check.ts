import type { Caller } from '@conea/platform';
import { requireSession } from './create-api-key.ts';
import { createPasswordCheck, type PasswordCheckParts } from './password-check.ts';
import type { Account } from './user.ts';
import { userErrors, type InvalidCredentials, type TooManyAttempts } from './user-errors.ts';

/** The caller's account and session, and why the password is not accepted; null when it is theirs. */
export type OwnPasswordVerdict = {
  account: Account;
  sessionId: string;
  error: InvalidCredentials | TooManyAttempts | null;
};

/** Asks somebody who is signed in for their password once more, throttled like a sign-in. Throws FORBIDDEN for a caller with a key. */
export function createOwnPasswordCheck(parts: PasswordCheckParts) {
  const check = createPasswordCheck(parts);
  return async (caller: Caller, password: string, field: string): Promise<OwnPasswordVerdict> => {
    const { id, sessionId } = requireSession(caller);
    const account = await parts.users.getAccount(id);
    const verdict = await check(caller, { email: account.email.address, password });
    if (verdict.isCorrect) return { account, sessionId, error: null };
    const isThrottled = verdict.error.__typename === 'TooManyAttempts';
    return { account, sessionId, error: isThrottled ? verdict.error : userErrors.wrongPassword(field) };
  };
}
