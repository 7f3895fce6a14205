import type { Caller, Mutate } from '@conea/platform';
import type { Keyring } from './keyring.ts';
import { createPasswordCheck, type PasswordCheckParts } from './password-check.ts';
import type { SessionStore } from './session.ts';
import { startSession } from './session-start.ts';
import type { TokenReference } from './session-tokens.ts';
import type { InvalidCredentials, TooManyAttempts } from './user-errors.ts';

/** Who signed in and the reference of their tokens, or why nobody did. */
export type SignInOutcome =
  | { isDone: true; userId: string; organizationId: string; tokens: TokenReference }
  | { isDone: false; error: InvalidCredentials | TooManyAttempts };

export type SignInParts = PasswordCheckParts & { mutate: Mutate; sessions: SessionStore; keyring: Keyring };

/** Starts a session for a correct password. An unknown address, a wrong password and a malformed address answer alike and take as long. */
export function createSignIn(parts: SignInParts) {
  const { mutate, sessions, keyring, clock } = parts;
  const check = createPasswordCheck(parts);
  return async (caller: Caller, input: { email: string; password: string }): Promise<SignInOutcome> => {
    const verdict = await check(caller, input);
    const { refreshKey } = await keyring.current();
    const request = { action: 'user.sign_in', input: null };
    const tokens = await mutate<TokenReference | null>(caller, request, async (tx, emit) => {
      const { user } = verdict;
      const known = user ? { resource: { type: 'User', id: user.id }, actor: user } : { resource: null };
      if (!verdict.isCorrect) return { ...known, result: null, isRefused: true };
      await verdict.rehash?.(tx);
      const start = { caller, userId: verdict.user.id, refreshKey, now: clock() };
      return { ...known, result: await startSession(tx, emit, sessions, start) };
    });
    if (!verdict.isCorrect) return { isDone: false, error: verdict.error };
    if (!tokens) throw new Error('a sign-in without a refusal has tokens');
    return { isDone: true, userId: verdict.user.id, organizationId: verdict.user.organizationId, tokens };
  };
}
