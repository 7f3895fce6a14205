import { afterEach, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { createListener } from '../src/listener.ts';
import { createLogger } from '../src/log.ts';
import { until } from '../../test/support/until.ts';

let server: Server;
let connections = 0;

afterEach(() => {
  server.close();
});

it('tries again one connection at a time, however long Postgres refuses', async () => {
  server = createServer((socket) => {
    connections++;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const start = Date.now();
  const listener = createListener(`postgres://a:b@127.0.0.1:${port}/c`, createLogger('test', 'silent'));

  await until('it has tried for two and a half seconds', () => Date.now() - start > 2_500 && connections > 0);
  // Twice in a second; when each failure began two more attempts there would be 32.
  expect(connections).toBeLessThan(8);
  expect(connections).toBeGreaterThan(3);
  await listener.close();
});
