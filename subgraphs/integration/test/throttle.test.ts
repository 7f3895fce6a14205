import { describe, expect, it } from '@jest/globals';
import { createThrottle } from '../src/sources/shopify/throttle.ts';

const shop = 'example.myshopify.com';
const { signal } = new AbortController();

function aThrottle() {
  let now = 0;
  const throttle = createThrottle(() => now);
  return { ...throttle, pass: (milliseconds: number) => (now += milliseconds) };
}

describe('throttle', () => {
  it('knows nothing of a shop before its first answer', async () => {
    await expect(aThrottle().wait(shop, 5_000, false, signal)).resolves.toBeUndefined();
  });

  it('hands a long wait back to the queue, with the time that the shop’s own figures give', async () => {
    const throttle = aThrottle();
    throttle.learn(shop, { maximumAvailable: 2_000, currentlyAvailable: 100, restoreRate: 100 });
    await expect(throttle.wait(shop, 900, true, signal)).rejects.toMatchObject({ kind: 'RATE', retryAfter: 8_000 });
    throttle.pass(8_000);
    await expect(throttle.wait(shop, 900, true, signal)).resolves.toBeUndefined();
  });

  it('leaves a tenth of the budget to notifications', () => {
    const throttle = aThrottle();
    throttle.learn(shop, { maximumAvailable: 20_000, currentlyAvailable: 2_500, restoreRate: 10 });
    return Promise.all([
      expect(throttle.wait(shop, 900, true, signal)).resolves.toBeUndefined(),
      expect(throttle.wait(shop, 900, false, signal)).rejects.toMatchObject({ kind: 'RATE' }),
    ]);
  });

  it('does not wait for more than a full bucket', () => {
    const throttle = aThrottle();
    throttle.learn(shop, { maximumAvailable: 1_000, currentlyAvailable: 0, restoreRate: 50 });
    expect(throttle.timeUntil(shop, 5_000)).toBe(20_000);
  });
});
