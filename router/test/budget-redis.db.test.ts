import { afterAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { hasRedis, startTestRedis } from '../../test/support/redis.ts';
import { createRedisBudgets } from '../src/budget/redis-store.ts';
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
      const claim = { key: '{shared}', limit: 1_000, window: 3_600_000 };
      const spendings = stores.flatMap((store) => Array.from({ length: 400 }, () => store.spend([claim], 1)));
      expect((await Promise.all(spendings)).filter(({ isGranted }) => isGranted)).toHaveLength(1_000);
    });

    it('are forgotten by Redis when they no longer count', async () => {
      const claim = { key: '{brief}', limit: 10, window: 60_000 };
      await createRedisBudgets(connections[0] ?? new Redis(server.url)).spend([claim], 1);
      const ttl = await connections[1]?.pttl(claim.key);
      expect(ttl).toBeGreaterThan(claim.window);
      expect(ttl).toBeLessThanOrEqual(claim.window * 1.1);
    });
  });
} else {
  process.stderr.write('\nSKIPPED: budgets in Redis, since there is no REDIS_URL and no redis-server on the PATH.\n');
  describe('budgets in Redis', () => it.todo('needs redis-server'));
}
