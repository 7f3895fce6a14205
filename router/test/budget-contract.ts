import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { slices, type BudgetStore, type Claim } from '../src/budget/store.ts';
import { until } from '../../test/support/until.ts';

/** What every store of budgets promises. */
export function describeBudgets(name: string, open: () => BudgetStore): void {
  const aClaim = (fields: Partial<Claim> = {}): Claim => ({
    key: `{${randomUUID()}}`,
    limit: 100,
    window: 3_600_000,
    ...fields,
  });

  describe(`budgets in ${name}`, () => {
    it('grant until the limit, then say when to come again', async () => {
      const store = open();
      const claim = aClaim();
      expect(await store.spend([claim], 60)).toMatchObject({ isGranted: true, remaining: [40], retryAfter: 0 });
      const refused = await store.spend([claim], 41);
      expect(refused).toMatchObject({ isGranted: false, remaining: [40] });
      expect(refused.retryAfter).toBeGreaterThan(0);
      expect(refused.retryAfter).toBeLessThanOrEqual(claim.window * (1 + 1 / slices));
      expect(await store.spend([claim], 40)).toMatchObject({ isGranted: true, remaining: [0] });
    });

    it('are never exceeded by callers at the same time, nor granted less', async () => {
      const store = open();
      const claim = aClaim();
      const outcomes = await Promise.all(Array.from({ length: 300 }, () => store.spend([claim], 1)));
      expect(outcomes.filter(({ isGranted }) => isGranted)).toHaveLength(100);
    });

    it('take from every claim or from none', async () => {
      const store = open();
      const [own, shared] = [
        aClaim({ key: '{a}:own' + randomUUID() }),
        aClaim({ key: '{a}:all' + randomUUID(), limit: 10 }),
      ];
      expect(await store.spend([own, shared], 11)).toMatchObject({ isGranted: false, remaining: [100, 10] });
      expect(await store.spend([own, shared], 10)).toMatchObject({ isGranted: true, remaining: [90, 0] });
    });

    it('give back what is refunded, and never more than was taken', async () => {
      const store = open();
      const claim = aClaim();
      const spending = await store.spend([claim], 80);
      await spending.refund(30);
      expect(await store.spend([claim], 50)).toMatchObject({ isGranted: true, remaining: [0] });
      await spending.refund(1_000);
      expect(await store.spend([claim], 100)).toMatchObject({ isGranted: true });
    });

    it('are given back in every claim, also when their windows differ', async () => {
      const store = open();
      const hourly = aClaim({ key: '{b}:own' + randomUUID() });
      const daily = aClaim({ key: '{b}:all' + randomUUID(), limit: 200, window: 86_400_000 });
      const spending = await store.spend([hourly, daily], 90);
      await spending.refund(70);
      expect(await store.spend([hourly, daily], 0)).toMatchObject({ remaining: [80, 180] });
    });

    it('tell what is left without taking anything', async () => {
      const store = open();
      const claim = aClaim();
      await store.spend([claim], 100);
      expect(await store.spend([claim], 0)).toMatchObject({ isGranted: true, remaining: [0] });
      expect(await store.spend([claim], 0)).toMatchObject({ remaining: [0] });
    });

    it('do not wait for what no window can hold', async () => {
      expect(await open().spend([aClaim()], 101)).toMatchObject({ isGranted: false, remaining: [100] });
    });

    it('grant again when the window has passed, and not before', async () => {
      const store = open();
      const claim = aClaim({ window: 600 });
      const startedAt = Date.now();
      await store.spend([claim], 100);
      await until('something is granted again', async () => (await store.spend([claim], 1)).isGranted);
      expect(Date.now() - startedAt).toBeGreaterThanOrEqual(claim.window - 5);
    });
  });
}
