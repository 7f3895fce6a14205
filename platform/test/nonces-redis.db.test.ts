import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { createLogger, createRedis, createSharedNonces } from '@conea/platform';
import { silentLog } from '../../test/support/database.ts';
import { hasRedis, startTestRedis } from '../../test/support/redis.ts';
import { until } from '../../test/support/until.ts';
import { sign, signSubscription, startReplica } from './support/replicas.ts';

const body = '{"query":"mutation { count }"}';

if (hasRedis) {
  const redis = await startTestRedis();
  afterAll(() => redis.stop());
  describe('replicas that share a Redis', () => describeReplicas(redis.url));
} else {
  process.stderr.write('\nSKIPPED: nonces in Redis, since there is no REDIS_URL and no redis-server on the PATH.\n');
  describe('nonces in Redis', () => it.todo('needs redis-server'));
}

function describeReplicas(redisUrl: string): void {
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });

  async function startSharing(url = redisUrl, whenLost: 'local' | 'refuse' = 'local') {
    const redis = createRedis(url, createLogger('shop', 'silent'), 250);
    const replica = await startReplica(
      createSharedNonces({ redis, subgraph: 'shop', whenLost, log: silentLog, pause: 0 }),
    );
    stops.push(() => redis.disconnect(), replica.stop);
    await until('redis is connected', () => redis.status === 'ready');
    return { ...replica, redis };
  }

  it('take a call once among all of them', async () => {
    const replicas = await Promise.all([startSharing(), startSharing(), startSharing()]);
    const headers = sign({ body });
    const statuses = await Promise.all([...replicas, ...replicas].map(({ post }) => post(body, headers)));
    expect(statuses.toSorted()).toEqual([200, 401, 401, 401, 401, 401]);
    expect(replicas.reduce((sum, { executed }) => sum + executed.mutations, 0)).toBe(1);
  });

  it('take a connection and a subscription once among all of them', async () => {
    const [first, second] = [await startSharing(), await startSharing()];
    const captured = signSubscription();
    expect(await first.subscribe(captured.connect, captured.subscribed)).toBeNull();
    expect(await second.subscribe(captured.connect, signSubscription().subscribed)).toBe(4403);
    expect(await second.subscribe(signSubscription().connect, captured.subscribed)).toBe(4403);
    expect(second.executed.subscriptions).toBe(0);
  });

  it('keep a nonce no longer than its signature is good', async () => {
    const { post, redis } = await startSharing();
    const headers = sign({ body });
    await post(body, headers);
    const nonce = /nonce=([\w-]+)/.exec(headers['conea-signature'])?.[1];
    const left = await redis.pttl(`conea:shop:nonce:${nonce}`);
    expect(left).toBeGreaterThan(100_000);
    expect(left).toBeLessThanOrEqual(200_000);
  });

  it.each(['local', 'refuse'] as const)(
    'without Redis (%s) take nothing twice, and share again when it is back',
    async (whenLost) => {
      const [first, second] = [await startSharing(redisUrl, whenLost), await startSharing(redisUrl, whenLost)];
      const before = sign({ body });
      expect(await first.post(body, before)).toBe(200);
      first.redis.disconnect();
      second.redis.disconnect();
      expect(await first.post(body, before)).toBe(401);
      const during = sign({ body });
      expect(await first.post(body, during)).toBe(whenLost === 'local' ? 200 : 503);
      expect(await first.post(body, during)).toBe(401);
      await Promise.all([first.redis.connect(), second.redis.connect()]);
      const after = sign({ body });
      expect([await first.post(body, after), await second.post(body, after)]).toEqual([200, 401]);
    },
  );

  it('answer at once when Redis hangs', async () => {
    const { post, redis } = await startSharing();
    const other = createRedis(redisUrl, silentLog);
    stops.push(() => other.disconnect());
    await until('redis is connected', () => other.status === 'ready');
    await other.call('CLIENT', 'PAUSE', '2000', 'ALL');
    expect(await post(body, sign({ body }))).toBe(200);
    expect(redis.status).toBe('ready');
  });
}
