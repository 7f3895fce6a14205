import type { Caller, DomainEvent, Effect, Mutate, Transaction } from '@conea/platform';
import { requireSession } from './create-api-key.ts';
import type { GuessThrottle } from './guess-throttle.ts';
import { createPasswordCheck, type PasswordCheckParts } from './password-check.ts';
import { prove, type SecondFactorStore } from './second-factor.ts';
import { readProof, type CheckSecondFactor, type GivenProof } from './second-factor-check.ts';
import { secondFactorErrors, type InvalidProof } from './second-factor-errors.ts';
import type { SessionStore } from './session.ts';
import { hasFactor } from './step-up.ts';
import { userErrors, type InvalidCredentials, type InvalidInput, type TooManyAttempts } from './user-errors.ts';

type Refusal = InvalidCredentials | InvalidInput | InvalidProof | TooManyAttempts;

export type ReauthenticateOutcome = { isDone: true; authenticatedAt: Date } | { isDone: false; error: Refusal };

export type ReauthenticateInput = GivenProof & { password?: string | null | undefined };

export type ReauthenticateParts = PasswordCheckParts & {
  mutate: Mutate;
  sessions: SessionStore;
  secondFactors: SecondFactorStore;
  guesses: GuessThrottle;
  checkSecondFactor: CheckSecondFactor;
};

type Emit = (event: DomainEvent) => void;
/** By which methods the session is proven from now on; null when nothing was proven. */
type Prove = (tx: Transaction, emit: Emit, earlier: string[]) => Promise<string[] | null>;

const onlyFactor = () =>
  userErrors.invalidInput('password', 'You have a second factor: confirm with a code, a passkey or a recovery code.');
const oneProof = () => userErrors.invalidInput('password', 'Give exactly one proof.');

/** Proves anew who holds the session: by the password, or by a second factor for who has one. Guesses are throttled together with those of sign-in. */
export function createReauthenticate(parts: ReauthenticateParts) {
  const { mutate, sessions, users, secondFactors, guesses, checkSecondFactor, clock } = parts;
  const check = createPasswordCheck(parts);
  const confirm = async (caller: Caller, error: Refusal, provenBy: Prove): Promise<ReauthenticateOutcome> => {
    const { sessionId } = requireSession(caller);
    const authenticatedAt = clock();
    const request = { action: 'session.reauthenticate', input: null };
    const isProven = await mutate(caller, request, async (tx, emit): Promise<Effect<boolean>> => {
      const resource = { type: 'Session', id: sessionId };
      const earlier = await sessions.findProof(tx, sessionId, authenticatedAt);
      const methods = earlier && (await provenBy(tx, emit, earlier.methods));
      if (!methods || !(await sessions.noteProof(tx, sessionId, methods, authenticatedAt)))
        return { result: false, resource, isRefused: true };
      emit({ type: 'session.reauthenticated', subject: sessionId, data: {} });
      return { result: true, resource, metadata: { methods } };
    });
    return isProven ? { isDone: true, authenticatedAt } : { isDone: false, error };
  };
  const byPassword = async (caller: Caller, password: string): Promise<ReauthenticateOutcome> => {
    const { id, organizationId } = requireSession(caller);
    const [person] = await users.listByIds(organizationId, [id]);
    // Who is no member any longer is told what a wrong password is told.
    const verdict = await check(caller, { email: person?.email ?? '', password });
    const error = verdict.isCorrect ? userErrors.invalidCredentials() : verdict.error;
    let isNotEnough = false;
    const outcome = await confirm(caller, error, async (tx) => {
      if (!verdict.isCorrect || verdict.user.id !== id) return null;
      isNotEnough = await hasFactor(tx, secondFactors, id);
      if (isNotEnough) return null;
      await verdict.rehash?.(tx);
      return ['pwd'];
    });
    return isNotEnough ? { isDone: false, error: onlyFactor() } : outcome;
  };
  const byFactor = async (caller: Caller, given: GivenProof): Promise<ReauthenticateOutcome> => {
    const { id } = requireSession(caller);
    const proof = readProof(given);
    if (!proof) return confirm(caller, oneProof(), async () => null);
    const retryAt = await guesses.admit(id);
    if (retryAt) return confirm(caller, userErrors.tooManyAttempts(retryAt), async () => null);
    const outcome = await confirm(caller, secondFactorErrors.invalidProof(proof.field), async (tx, emit, earlier) =>
      (await checkSecondFactor(tx, emit, { userId: id, isOnlyFactor: true }, proof))
        ? null
        : prove(earlier, proof.method),
    );
    if (outcome.isDone) await guesses.forget(id);
    return outcome;
  };
  return (caller: Caller, { password, ...factor }: ReauthenticateInput): Promise<ReauthenticateOutcome> => {
    const isPassword = typeof password === 'string' && Object.values(factor).every((given) => given == null);
    return isPassword ? byPassword(caller, password) : byFactor(caller, typeof password === 'string' ? {} : factor);
  };
}
