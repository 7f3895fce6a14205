import { describe, expect, it } from '@jest/globals';
import { createBucket } from '../../src/shopify/admin/bucket.ts';

describe('bucket', () => {
  it('takes nothing when there is not enough, and flows back at its rate up to its size', () => {
    let now = 0;
    const bucket = createBucket(100, () => now);
    expect(bucket.take(1_900)).toBe(true);
    expect(bucket.take(200)).toBe(false);
    expect(bucket.status()).toEqual({ maximumAvailable: 2_000, currentlyAvailable: 100, restoreRate: 100 });
    now = 1_000;
    expect(bucket.take(200)).toBe(true);
    now = 1_000_000;
    expect(bucket.status().currentlyAvailable).toBe(2_000);
  });
});
