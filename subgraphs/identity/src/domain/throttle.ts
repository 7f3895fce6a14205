/** What is known of the attempts on one account from one network. */
export type Attempts = { failures: number; lastAttemptAt: Date; blockedUntil: Date };

/** Either the attempt may go on, counted as failed until it succeeds, or it is refused until a time. */
export type Admission = { isAdmitted: true; attempts: Attempts } | { isAdmitted: false; retryAt: Date };

const freeAttempts = 10;
const maxDelaySeconds = 900;
const forgottenAfter = 12 * 3600 * 1000;

/**
 * Admits an attempt or not. Ten may fail, or as many as are free; after that each failure doubles the wait, from one second to fifteen minutes. A refused
 * attempt does not count, so nobody is locked out for longer by an impatient attacker, and never from other networks.
 */
export function admit(earlier: Attempts | null, now: Date, free = freeAttempts): Admission {
  const isRemembered = earlier !== null && now.getTime() - earlier.lastAttemptAt.getTime() < forgottenAfter;
  if (isRemembered && earlier.blockedUntil > now) return { isAdmitted: false, retryAt: earlier.blockedUntil };
  const failures = isRemembered ? earlier.failures + 1 : 1;
  const blockedUntil = new Date(now.getTime() + delaySeconds(failures, free) * 1000);
  return { isAdmitted: true, attempts: { failures, lastAttemptAt: now, blockedUntil } };
}

function delaySeconds(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(2 ** (failures - free), maxDelaySeconds);
}

/** Attempts before this time are forgotten. */
export function forgetBefore(now: Date): Date {
  return new Date(now.getTime() - forgottenAfter);
}
