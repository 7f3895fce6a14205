import type { Caller, Effect, Mutate } from '@conea/platform';
import { requireSession } from './create-api-key.ts';
import { createPasswordCheck, type PasswordCheckParts } from './password-check.ts';
import type { SessionStore } from './session.ts';
import { userErrors, type InvalidCredentials, type TooManyAttempts } from './user-errors.ts';

export type ReauthenticateOutcome =
  { isDone: true; authenticatedAt: Date } | { isDone: false; error: InvalidCredentials | TooManyAttempts };

/** Proves anew who holds the session, by the password; guesses are throttled together with those of sign-in. */
export function createReauthenticate(parts: PasswordCheckParts & { mutate: Mutate; sessions: SessionStore }) {
  const { mutate, sessions, users, clock } = parts;
  const check = createPasswordCheck(parts);
  return async (caller: Caller, { password }: { password: string }): Promise<ReauthenticateOutcome> => {
    const { id, organizationId, sessionId } = requireSession(caller);
    const [person] = await users.listByIds(organizationId, [id]);
    // Who is no member any longer is told what a wrong password is told.
    const verdict = await check(caller, { email: person?.email ?? '', password });
    const authenticatedAt = clock();
    const isProven = await mutate(
      caller,
      { action: 'session.reauthenticate', input: null },
      async (tx, emit): Promise<Effect<boolean>> => {
        const resource = { type: 'Session', id: sessionId };
        const isSame = verdict.isCorrect && verdict.user.id === id;
        if (!isSame || !(await sessions.noteProof(tx, sessionId, ['pwd'], authenticatedAt)))
          return { result: false, resource, isRefused: true };
        await verdict.rehash?.(tx);
        emit({ type: 'session.reauthenticated', subject: sessionId, data: {} });
        return { result: true, resource };
      },
    );
    if (isProven) return { isDone: true, authenticatedAt };
    return { isDone: false, error: verdict.isCorrect ? userErrors.invalidCredentials() : verdict.error };
  };
}
