import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMemoryBudgets } from '../src/budget/memory-store.ts';
import { createPolicy, networkOf } from '../src/budget/policy.ts';
import { createSharedBudgets } from '../src/budget/shared-store.ts';
import type { BudgetStore } from '../src/budget/store.ts';
import { budgetConfig } from '../src/config/budget.ts';
import { silentLog } from '../../test/support/database.ts';
import { describeBudgets } from './budget-contract.ts';

describeBudgets('memory', () => createMemoryBudgets({ max: 1_000 }));

const claim = { key: 'k', limit: 50, window: 60_000 };

describe('a sliding window', () => {
  it('never grants more than the limit in any window, wherever it begins', async () => {
    const steps = fc.array(fc.record({ wait: fc.nat(20_000), cost: fc.nat(30) }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        let now = 1_000_000;
        const store = createMemoryBudgets({ max: 10, now: () => now });
        const granted: { at: number; cost: number }[] = [];
        for (const { wait, cost } of list) {
          now += wait;
          const { isGranted } = await store.spend([claim], cost);
          if (isGranted) granted.push({ at: now, cost });
        }
        for (const { at } of granted) {
          const within = granted.filter((other) => other.at >= at && other.at < at + claim.window);
          expect(within.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(claim.limit);
        }
      }),
      { seed: 7 },
    );
  });

  it('grants at the time that it names', async () => {
    let now = 5_000_000;
    const store = createMemoryBudgets({ max: 10, now: () => now });
    await store.spend([claim], 30);
    now += 20_000;
    await store.spend([claim], 20);
    const { retryAfter } = await store.spend([claim], 25);
    now += retryAfter - 1;
    expect((await store.spend([claim], 25)).isGranted).toBe(false);
    now += 1;
    expect((await store.spend([claim], 25)).isGranted).toBe(true);
  });
});

describe('while the shared budgets are lost', () => {
  it('a router grants its share, and no more', async () => {
    const lost: BudgetStore = { spend: () => Promise.reject(new Error('lost')) };
    const store = createSharedBudgets(lost, createMemoryBudgets({ max: 10 }), 0.2, silentLog);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => store.spend([claim], 1)));
    expect(outcomes.filter(({ isGranted }) => isGranted)).toHaveLength(10);
  });
});

describe('whose budget it is', () => {
  const policyOf = (config: object) => createPolicy(budgetConfig.parse(config));
  const aCaller = (user: object | null, ip = '203.0.113.9') => ({
    ...{ requestId: 'r', ip, userAgent: null },
    user: user && {
      ...{ id: 'usr_1', organizationId: 'org_1', role: 'user' as const, scopes: [], sessionId: 'ses_1', expiresAt: 0 },
      ...user,
    },
  });
  const limitsOf = (claims: { name: string; limit: number }[]) => claims.map(({ name, limit }) => [name, limit]);

  it('is the user’s by role, with the total of the organization', () => {
    expect(limitsOf(policyOf({ tenant: 5_000 })(aCaller({})))).toEqual([
      ['user', 1_000],
      ['tenant', 5_000],
    ]);
    expect(policyOf({})(aCaller({ role: 'admin' }))).toEqual([]);
  });

  it('is the address’s for a caller that is not signed in', () => {
    const claimsOf = policyOf({ anonymous: 10 });
    expect(claimsOf(aCaller(null))).toMatchObject([{ name: 'address', limit: 10 }]);
    const [first, second] = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9'].map(
      (ip) => claimsOf(aCaller(null, ip))[0]?.key,
    );
    expect(first).toBe(second);
  });

  it('is overridden by user, key, organization or address', () => {
    const overrides = { usr_1: 7, key_1: 8, org_1: 9, '203.0.113.9': 10, usr_free: null };
    const claimsOf = policyOf({ overrides });
    expect(limitsOf(claimsOf(aCaller({})))).toEqual([
      ['user', 7],
      ['tenant', 9],
    ]);
    expect(limitsOf(claimsOf(aCaller({ sessionId: 'key_1', organizationId: 'org_2' })))).toEqual([['user', 8]]);
    expect(limitsOf(claimsOf(aCaller({ id: 'usr_free', organizationId: 'org_2' })))).toEqual([]);
    expect(limitsOf(claimsOf(aCaller(null)))).toEqual([['address', 10]]);
  });

  it('is the key’s too, where it has one', () => {
    const [key, other] = [
      { sessionId: 'key_1', budget: 250 },
      { sessionId: 'key_2', budget: 250 },
    ];
    expect(limitsOf(policyOf({})(aCaller(key)))).toEqual([
      ['key', 250],
      ['user', 1_000],
    ]);
    expect(limitsOf(policyOf({})(aCaller({ ...key, role: 'admin' })))).toEqual([['key', 250]]);
    const keysOf = (user: object) => policyOf({})(aCaller(user)).map((claim) => claim.key);
    expect(keysOf(key)[0]).not.toBe(keysOf(other)[0]);
    expect(keysOf(key)[1]).toBe(keysOf(other)[1]);
  });

  it('keeps the keys of one call in one slot of a cluster', () => {
    const keys = policyOf({ tenant: 1 })(aCaller({})).map(({ key }) => /\{(.*?)\}/.exec(key)?.[1]);
    expect(new Set(keys)).toEqual(new Set(['org_1']));
  });

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0001:0002:3:4:5:6', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('knows the network of %s', (ip, network) => expect(networkOf(ip)).toBe(network));
});
