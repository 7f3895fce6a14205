import { createRedis } from '@conea/platform';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { hasRedis, startTestRedis } from '../../test/support/redis.ts';
import { silentLog } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';
import { createMemoryBudgets } from '../src/budget/memory-store.ts';
import { createRedisBudgets } from '../src/budget/redis-store.ts';
import { createSharedBudgets } from '../src/budget/shared-store.ts';
import { describeBudgets } from './budget-contract.ts';

if (hasRedis) {
  const server = await startTestRedis();
  const connections = Array.from({ length: 4 }, () => new Redis(server.url));
  const [first] = connections;
  afterAll(async () => {
    for (const connection of connections) connection.disconnect();
    await server.stop();
  });
  describeBudgets('Redis', () => createRedisBudgets(first ?? new Redis(server.url)));

  describe('budgets of several routers in one Redis', () => {
    it('are never exceeded together', async () => {
      const stores = connections.map((connection) => createRedisBudgets(connection));
      const claim = { key: `{${randomUUID()}}`, limit: 1_000, window: 3_600_000 };
      const spendings = stores.flatMap((store) => Array.from({ length: 400 }, () => store.spend([claim], 1)));
      expect((await Promise.all(spendings)).filter(({ isGranted }) => isGranted)).toHaveLength(1_000);
    });

    it('are forgotten by Redis when they no longer count', async () => {
      const claim = { key: `{${randomUUID()}}`, limit: 10, window: 60_000 };
      await createRedisBudgets(connections[0] ?? new Redis(server.url)).spend([claim], 1);
      const ttl = await connections[1]?.pttl(claim.key);
      expect(ttl).toBeGreaterThan(claim.window);
      expect(ttl).toBeLessThanOrEqual(claim.window * 1.1);
    });

    it('are a local share while Redis is lost, and what was left when it is back', async () => {
      const redis = createRedis(server.url, silentLog);
      await until('redis is connected', () => redis.status === 'ready');
      const store = createSharedBudgets(createRedisBudgets(redis), createMemoryBudgets({ max: 10 }), 0.1, silentLog);
      const claim = { key: `{${randomUUID()}}`, limit: 1_000, window: 3_600_000 };
      await store.spend([claim], 300);
      redis.disconnect();
      await until('redis is gone', () => redis.status === 'end');
      const spendings = await Promise.all(Array.from({ length: 200 }, () => store.spend([claim], 1)));
      const granted = spendings.filter(({ isGranted }) => isGranted);
      expect(granted).toHaveLength(100);
      await redis.connect();
      await until('the shared budget is asked again', async () => {
        const { remaining } = await store.spend([claim], 0);
        return (remaining[0] ?? 0) > 100;
      });
      // What was taken here is given back here, not in Redis.
      await Promise.all(granted.map(({ refund }) => refund(1)));
      expect((await store.spend([claim], 0)).remaining).toEqual([700]);
      redis.disconnect();
    });
  });
} else {
  process.stderr.write('\nSKIPPED: budgets in Redis, since there is no REDIS_URL and no redis-server on the PATH.\n');
  describe('budgets in Redis', () => it.todo('needs redis-server'));
}
