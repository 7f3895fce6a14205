import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page, WebSocket } from 'playwright-core';
import { until } from '../../test/support/until.ts';
import { describeInBrowser, launchChromium } from '../../test/support/chromium.ts';
import { onPage, startExplorer } from './support/explorer.ts';

describeInBrowser('a session of the explorer', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let sockets: WebSocket[];
  let explorer: Awaited<ReturnType<typeof startExplorer>>;

  beforeAll(async () => {
    explorer = await startExplorer();
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await explorer.stop();
  });
  beforeEach(async () => {
    explorer.setLifetime();
    sockets = [];
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    page.on('websocket', (socket) => sockets.push(socket));
    await page.goto(explorer.origin);
    await page.locator('.graphiql-query-editor .CodeMirror').waitFor();
  });
  afterEach(() => context.close());

  const follow = async () => {
    await onPage(page).write('.graphiql-query-editor', 'subscription { news }');
    // The editor sees a moment after the last key that this is a subscription.
    await until('the subscription stands', async () => {
      await onPage(page).execute();
      await until('the subgraph has a listener', () => explorer.shop.listeners() > 0, 1_000);
      return true;
    });
  };
  const hears = async (text: string) => {
    explorer.shop.tell(text);
    await onPage(page).shows(text);
  };
  const signIn = async (lifetime?: number) => {
    explorer.setLifetime(lifetime);
    await onPage(page).signIn();
    await onPage(page).isSignedIn();
    const end = Date.now() + (lifetime ?? 0);
    return { isOver: () => until('the first token is over', () => Date.now() > end) };
  };

  it('lets a subscription live on, over the same connection, when its first token is over', async () => {
    const first = await signIn(4_000);
    const pings: string[] = [];
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes('"ping"')) pings.push(String(payload));
      }),
    );
    await follow();
    await hears('early');
    const opened = sockets.length;
    await first.isOver();
    await hears('late');
    expect(sockets.length).toBe(opened);
    expect(sockets.at(-1)?.isClosed()).toBe(false);
    expect(JSON.parse(pings.at(-1) ?? '{}')).toMatchObject({
      payload: { authorization: expect.stringMatching(/^Bearer /) },
    });
  });

  it('ends a subscription with who began it', async () => {
    await signIn();
    await follow();
    await hears('before');
    await onPage(page).panel().getByRole('button', { name: 'Sign out' }).click();
    await onPage(page).shows('it belonged to who was signed in before');
    await until('the socket is closed', () => sockets.at(-1)?.isClosed());
    await until('nobody listens', () => {
      explorer.shop.tell('after');
      return explorer.shop.listeners() === 0;
    });
    expect(await page.locator('.result-window').innerText()).not.toContain('after');
  });

  it('comes back with fresh credentials when the router has closed the connection', async () => {
    const network = Promise.withResolvers<void>();
    await page.route(explorer.url, async (route) => {
      if (route.request().postData()?.includes('refreshSession')) await network.promise;
      await route.continue();
    });
    await signIn(5_000);
    await follow();
    await until('the router has closed the connection', () => sockets.at(-1)?.isClosed());
    network.resolve();
    await until('the subscription stands again', async () => {
      explorer.shop.tell('again');
      await onPage(page).shows('again', 100);
      return true;
    });
  });

  it('is renewed in the end when it could not be renewed at first', async () => {
    explorer.shop.setBusy(true);
    await signIn(8_000);
    const before = explorer.shop.issued();
    await until('the router was asked in vain', () => explorer.shop.refusals() > 0);
    explorer.shop.setBusy(false);
    await until('the token was renewed', () => explorer.shop.issued() > before);
    await onPage(page).isSignedIn();
  });

  it('is over when it has ended elsewhere, and says so', async () => {
    await signIn(2_000);
    explorer.shop.endSessions();
    await onPage(page).panel().getByText('The session has ended. Sign in again.').waitFor();
    await page.getByRole('button', { name: 'Not signed in' }).waitFor();
  });

  it('is shared by tabs that were opened from each other: none uses a refresh token that another one has used', async () => {
    await signIn(2_000);
    const opened = context.waitForEvent('page');
    await page.evaluate('void window.open(location.href)');
    const other = await opened;
    await other.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
    const before = explorer.shop.issued();
    await until('the tokens were renewed several times', () => explorer.shop.issued() >= before + 4);
    expect(explorer.shop.reuses()).toBe(0);
    for (const tab of [page, other]) {
      await onPage(tab).write('.graphiql-query-editor', '{ mine }');
      await onPage(tab).execute();
      await onPage(tab).shows('for its owner');
    }
    await onPage(page).panel().getByRole('button', { name: 'Sign out' }).click();
    await other.getByRole('button', { name: 'Not signed in' }).waitFor();
  });
});
