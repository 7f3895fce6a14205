import { SourceError } from './source-error.ts';

/** What to do after a failure: go on after a delay, go on from the beginning of the listing, or give up. */
export type RetryDecision =
  | { next: 'wait'; delay: number; isFailure: boolean }
  | { next: 'restart' }
  | { next: 'give up'; reason: string; areCredentialsRefused: boolean };

const maxFailures = 8;
const maxRestarts = 5;
const baseDelay = 1_000;
const maxDelay = 120_000;

/** Decides after the `failures`-th failure in a row. Being asked to wait is no failure. */
export function decideRetry(
  error: unknown,
  { failures, restarts }: { failures: number; restarts: number },
  random: () => number = Math.random,
): RetryDecision {
  if (error instanceof SourceError) {
    const { kind, message, retryAfter } = error;
    if (kind === 'RATE') return { next: 'wait', delay: retryAfter, isFailure: false };
    if (kind === 'AUTH') return { next: 'give up', reason: message, areCredentialsRefused: true };
    if (kind === 'PERMANENT') return { next: 'give up', reason: message, areCredentialsRefused: false };
    if (kind === 'CURSOR' && restarts < maxRestarts) return { next: 'restart' };
  }
  if (failures >= maxFailures) {
    const reason = error instanceof SourceError ? error.message : 'An internal error happened again and again.';
    return { next: 'give up', reason, areCredentialsRefused: false };
  }
  // Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
  const delay = random() * Math.min(maxDelay, baseDelay * 2 ** failures);
  return { next: 'wait', delay, isFailure: true };
}
