import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { until } from '../../test/support/until.ts';
import { describeInBrowser, launchChromium } from '../../test/support/chromium.ts';
import { createOrderLog } from './support/order-log.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

/** Carries bytes to a server and can cut every connection. */
async function startWire(target: URL) {
  const sockets = new Set<Socket>();
  const carry = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on('error', () => to.destroy()).once('close', () => to.destroy());
    from.pipe(to);
  };
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    carry(client, upstream);
    carry(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    cut,
    stop: () => {
      cut();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

describeInBrowser('the EventSource of a browser', () => {
  const log = createOrderLog();
  let browser: Browser;
  let page: Page;
  let subgraph: TestSubgraph;
  let router: TestRouter;
  let wire: Awaited<ReturnType<typeof startWire>>;

  beforeAll(async () => {
    subgraph = await startSubgraph(log.definition);
    router = await startRouter([log.definition], [subgraph]);
    wire = await startWire(new URL(router.url));
    browser = await launchChromium();
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await until('nobody follows at the subgraph', () => {
      log.place();
      return log.followers() === 0;
    });
    await wire.stop();
    await router.stop();
    await subgraph.stop();
  });

  /** Follows the orders from a page of this origin; what comes stands in the title of the page. */
  async function follow(origin: string, query: string): Promise<void> {
    await page.goto(`${origin}/health`);
    const url = `${wire.origin}/graphql?${new URLSearchParams({ query }).toString()}`;
    await page.evaluate(`
      document.title = '';
      const source = new EventSource(${JSON.stringify(url)});
      source.addEventListener('next', ({ data, lastEventId }) => {
        document.title += lastEventId + '=' + JSON.parse(data).data.orderPlaced.id + ';';
      });
      source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED) document.title += 'closed'; });
    `);
  }
  const shows = (title: string) => until(`the page has ${title}`, async () => (await page.title()) === title);

  it('comes back behind its last event when the connection is lost', async () => {
    log.place(2);
    await follow(wire.origin, 'subscription { orderPlaced(after: "0") { id } }');
    await shows('1=order1;2=order2;');
    wire.cut();
    log.place(2);
    await shows('1=order1;2=order2;3=order3;4=order4;');
  });

  it('of a page of another origin sees nothing', async () => {
    const followers = log.followers();
    await follow(new URL(router.url).origin, 'subscription { orderPlaced(after: "0") { id } }');
    await shows('closed');
    expect(log.followers()).toBeLessThanOrEqual(followers);
  });
});
