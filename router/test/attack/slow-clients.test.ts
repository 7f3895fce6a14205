import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../test/support/until.ts';
import { attackedShop } from '../support/attacked-shop.ts';
import { openSocket } from '../support/raw-http.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from '../support/test-graph.ts';

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(attackedShop);
  const timeouts = { headers_timeout: '500ms', request_timeout: '1s', connections_check_interval: '50ms' };
  router = await startRouter([attackedShop], [subgraph], { config: { server: timeouts } });
});
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
});

const line = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

/** Begins a request, and sends a little of it again and again for as long as it may. */
async function dripUntilClosed(start: string, drop: string): Promise<void> {
  const socket = await openSocket(router.url);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.resume().write(start);
  const drips = setInterval(() => drop !== '' && socket.writable && socket.write(drop), 20);
  await closed;
  clearInterval(drips);
}

describe('a client', () => {
  it('that is slow is disconnected, however it keeps on sending', async () => {
    const ways: [string, start: string, drop: string][] = [
      ['sends nothing', '', ''],
      ['sends its first line byte by byte', 'POST /', 'a'],
      ['sends header after header', line, 'x-a: b\r\n'],
      ['never ends a header', `${line}x-a: `, 'b'],
      ['sends its body byte by byte', `${line}content-length: 100000\r\n\r\n{`, ' '],
      ['sends chunk after chunk', `${line}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
      ['waits to be told to go on', `${line}expect: 100-continue\r\ncontent-length: 100\r\n\r\n`, ''],
      [
        'begins a second request behind a good one',
        `${line}content-length: 21\r\n\r\n{"query":"{ hello }"}POST /`,
        'p',
      ],
    ];
    const open = new Set(ways.map(([name]) => name));
    for (const [name, start, drop] of ways) void dripUntilClosed(start, drop).then(() => open.delete(name));
    await until('all are disconnected', () => open.size === 0).catch(() => expect([...open]).toEqual([]));
  });

  it('is answered while five hundred others hold their connections', async () => {
    const slow = Array.from({ length: 500 }, (_, index) => dripUntilClosed(index % 2 === 0 ? '' : line, ''));
    expect(await ask(router.url, '{ hello }')).toMatchObject({ data: { hello: 'hello' } });
    await Promise.all(slow);
    expect(await ask(router.url, '{ hello }')).toMatchObject({ data: { hello: 'hello' } });
  });
});
