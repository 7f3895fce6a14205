import type { Fingerprint } from './fingerprint.ts';
import type { AttemptStore } from './password-check.ts';

const freeGuesses = 5;
// A guess counts wherever it comes from: whoever may guess knows the password already.
const everywhere = '';

/** Bounds guesses of somebody's second factor: five may fail, then each failure doubles the wait, up to fifteen minutes. */
export type GuessThrottle = {
  /** Counts a guess as failed before it is made; answers when the next one is accepted if this one is not. */
  admit(userId: string): Promise<Date | null>;
  forget(userId: string): Promise<void>;
};

export function createGuessThrottle(parts: {
  attempts: AttemptStore;
  fingerprint: Fingerprint;
  clock: () => Date;
}): GuessThrottle {
  const { attempts, fingerprint, clock } = parts;
  const accountOf = (userId: string) => fingerprint('second factor', userId);
  return {
    admit: async (userId) => {
      const admission = await attempts.admit(accountOf(userId), everywhere, clock(), freeGuesses);
      return admission.isAdmitted ? null : admission.retryAt;
    },
    forget: (userId) => attempts.forget(accountOf(userId), everywhere),
  };
}
