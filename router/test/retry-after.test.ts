import { describe, expect, it } from '@jest/globals';
import { trafficShapingConfig } from '../src/config/traffic-shaping.ts';
import { HttpFailure } from '../src/traffic/http-failure.ts';
import { createRetry } from '../src/traffic/retry.ts';
import { createRetryBudget } from '../src/traffic/retry-budget.ts';

const { retry: config } = trafficShapingConfig.parse({}).all;
const inAnHour = () => new Date(Date.now() + 3_600_000).toUTCString();

describe('Retry-After of a subgraph', () => {
  it.each(['soon', '', '-1', '1e3', 'Tue, 99 Foo 2026 00:00:00 GMT'])('is ignored when it says %p', (value) => {
    expect(new HttpFailure(503, value).retryAfter).toBeNull();
  });

  it('is read as seconds, and as a date', () => {
    expect(new HttpFailure(503, '2').retryAfter).toBe(2_000);
    expect(new HttpFailure(503, 'Sun, 06 Nov 1994 08:49:37 GMT').retryAfter).toBe(0);
    const { retryAfter } = new HttpFailure(503, inAnHour());
    expect(retryAfter).toBeGreaterThan(3_590_000);
    expect(retryAfter).toBeLessThanOrEqual(3_600_000);
  });

  it.each([
    ['seconds', () => '3600'],
    ['a date', inAnHour],
  ])('keeps the router from asking before it, as %s', async (_, value) => {
    const retry = createRetry(config, createRetryBudget(config));
    let attempts = 0;
    const attempt = async () => {
      attempts++;
      throw new HttpFailure(503, value());
    };
    await expect(retry(attempt, new AbortController().signal)).rejects.toThrow(HttpFailure);
    expect(attempts).toBe(1);
  });
});
