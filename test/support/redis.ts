import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort } from './postgres.ts';
import { until } from './until.ts';
import { Redis } from 'ioredis';

export type TestRedis = { url: string; stop(): Promise<void> };

/** Whether `redis-server` is on the PATH. */
export const hasRedisServer = (process.env['PATH'] ?? '')
  .split(delimiter)
  .some((directory) => existsSync(join(directory, 'redis-server')));

/** Whether the Redis tests can run: there is a `REDIS_URL`, or a server can be started. */
export const hasRedis = process.env['REDIS_URL'] !== undefined || hasRedisServer;

/** The Redis of `REDIS_URL`, or a throw-away server on a free port. */
export async function startTestRedis(): Promise<TestRedis> {
  const given = process.env['REDIS_URL'];
  return given === undefined ? startRedisServer() : { url: given, stop: async () => undefined };
}

/** A throw-away server on a free port; `stop` is kill -9. */
export async function startRedisServer(): Promise<TestRedis> {
  const port = await freePort();
  const server = spawn('redis-server', [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ]);
  const client = new Redis(port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  await until('redis answers', async () => (await client.ping()) === 'PONG');
  client.disconnect();
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill('SIGKILL');
    },
  };
}
