import { afterAll, describe, it } from '@jest/globals';
import { openEventLog } from '@conea/platform';
import { silentLog } from '../../test/support/database.ts';
import { hasRedis, startTestRedis } from '../../test/support/redis.ts';
import { describeEventLog } from './event-log-contract.ts';

if (hasRedis) {
  const redis = await startTestRedis();
  afterAll(() => redis.stop());
  describeEventLog('Redis', async () => openEventLog({ REDIS_URL: redis.url }, silentLog));
} else {
  process.stderr.write(
    '\nSKIPPED: the Redis event log, since there is no REDIS_URL and no redis-server on the PATH.\n',
  );
  describe('event log in Redis', () => it.todo('needs redis-server'));
}
