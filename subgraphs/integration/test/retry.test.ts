import { describe, expect, it } from '@jest/globals';
import { decideRetry } from '../src/domain/retry.ts';
import { SourceError } from '../src/domain/source-error.ts';

const none = { failures: 0, restarts: 0 };

describe('decideRetry', () => {
  it('gives up at once when the credentials are refused or the query is wrong', () => {
    expect(decideRetry(new SourceError('AUTH', 'no'), none)).toMatchObject({
      next: 'give up',
      areCredentialsRefused: true,
    });
    expect(decideRetry(new SourceError('PERMANENT', 'no'), none)).toMatchObject({ areCredentialsRefused: false });
  });

  it('gives up after eight failures in a row, and keeps an internal error to itself', () => {
    const decision = decideRetry(new Error('connect to 10.0.0.1 failed'), { failures: 8, restarts: 0 });
    expect(decision).toEqual({
      next: 'give up',
      reason: 'An internal error happened again and again.',
      areCredentialsRefused: false,
    });
  });

  it('waits as long as the store asks, however often', () => {
    const error = new SourceError('RATE', 'wait', { retryAfter: 7_000 });
    expect(decideRetry(error, { failures: 100, restarts: 0 })).toEqual({
      next: 'wait',
      delay: 7_000,
      isFailure: false,
    });
  });

  it('waits a random time below a bound that doubles, up to two minutes', () => {
    const bounds = [0, 1, 2, 7].map((failures) => {
      const decision = decideRetry(new SourceError('TRANSIENT', 'later'), { failures, restarts: 0 }, () => 1);
      return decision.next === 'wait' ? decision.delay : null;
    });
    expect(bounds).toEqual([1_000, 2_000, 4_000, 120_000]);
  });

  it('begins a listing again five times, then counts it as a failure', () => {
    const error = new SourceError('CURSOR', 'expired');
    expect(decideRetry(error, { failures: 0, restarts: 4 })).toEqual({ next: 'restart' });
    expect(decideRetry(error, { failures: 0, restarts: 5 })).toMatchObject({ next: 'wait', isFailure: true });
  });
});
