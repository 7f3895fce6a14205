import { describe, expect, it } from '@jest/globals';
import { admit, type Attempts } from '../src/domain/throttle.ts';

const start = new Date('2026-11-24T09:30:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

/** The waits, in seconds, that this many failures bring one after another, each tried as soon as it is admitted. */
function waitsOf(failures: number): number[] {
  let attempts: Attempts | null = null;
  let now = start;
  const waits: number[] = [];
  for (let failure = 0; failure < failures; failure++) {
    const admission = admit(attempts, now);
    if (!admission.isAdmitted) throw new Error('refused although the wait is over');
    attempts = admission.attempts;
    waits.push((attempts.blockedUntil.getTime() - now.getTime()) / 1000);
    now = attempts.blockedUntil;
  }
  return waits;
}

describe('the sign-in throttle', () => {
  it('is free nine times, then doubles the wait from a second to fifteen minutes', () => {
    expect(waitsOf(22)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  it('refuses during a wait, and the refusal does not make it longer', () => {
    const attempts = { failures: 12, lastAttemptAt: start, blockedUntil: after(4) };
    expect(admit(attempts, after(3.999))).toEqual({ isAdmitted: false, retryAt: after(4) });
    expect(admit(attempts, after(4)).isAdmitted).toBe(true);
  });

  it('forgets after twelve hours', () => {
    const attempts = { failures: 50, lastAttemptAt: start, blockedUntil: after(900) };
    const admission = admit(attempts, after(12 * 3600));
    expect(admission).toMatchObject({ isAdmitted: true, attempts: { failures: 1 } });
  });
});
