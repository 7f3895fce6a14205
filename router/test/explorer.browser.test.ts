import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { until } from '../../test/support/until.ts';
import { describeInBrowser, launchChromium } from '../../test/support/chromium.ts';
import { onPage, startExplorer } from './support/explorer.ts';

describeInBrowser('the explorer', () => {
  let browser: Browser;
  let page: Page;
  let explorer: Awaited<ReturnType<typeof startExplorer>>;
  let foreignRequests: string[];
  let complaints: string[];

  beforeAll(async () => {
    explorer = await startExplorer();
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await explorer.stop();
  });
  beforeEach(async () => {
    foreignRequests = [];
    complaints = [];
    explorer.setLifetime();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== explorer.origin)
        foreignRequests.push(request.url());
    });
    await page.goto(explorer.origin);
    await page.locator('.graphiql-query-editor .CodeMirror').waitFor();
  });
  afterEach(() => page.close());

  const write = (editor: string, text: string) => onPage(page).write(editor, text);
  const execute = () => onPage(page).execute();
  const shows = (text: string | RegExp, timeout?: number) => onPage(page).shows(text, timeout);
  const open = (name: string) => onPage(page).open(name);
  const panel = () => onPage(page).panel();
  const signIn = (password?: string) => onPage(page).signIn(password);
  const isSignedIn = () => onPage(page).isSignedIn();

  /** It is seen whole without any scrolling, and nothing lies over it. */
  const isWithinReach = async (element: Locator) => {
    await element.waitFor();
    const { x, y, width, height } = (await element.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 };
    const window = page.viewportSize() ?? { width: 0, height: 0 };
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(window.width);
    expect(y + height).toBeLessThanOrEqual(window.height);
    await element.click({ trial: true });
  };

  it('answers a query, needs no other host for it and nothing that its policy forbids', async () => {
    await write('.graphiql-query-editor', '{ open }');
    await execute();
    await shows('for everybody');
    expect(foreignRequests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('says what there is to know', async () => {
    await panel().getByText('Everything here is a simulator.').waitFor();
  });

  it('begins with an example', async () => {
    await execute();
    await shows('Ada');
  });

  it('gives every page a nonce of its own and lets nothing else in', async () => {
    const policies = await Promise.all([1, 2].map(async () => policyOf(await fetch(explorer.origin))));
    expect(new Set(policies).size).toBe(2);
    for (const policy of policies) expect(policy).not.toContain('unsafe');
  });

  it('says why nobody was signed in', async () => {
    await signIn('wrong');
    await panel().getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
    await write('.graphiql-query-editor', '{ open mine }');
    await execute();
    await shows('UNAUTHORIZED_FIELD_OR_TYPE');
  });

  it('signs in, sends the token, and forgets it at sign-out', async () => {
    await signIn();
    await isSignedIn();
    await page.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
    await write('.graphiql-query-editor', '{ open mine }');
    await execute();
    await shows('for its owner');

    const ended = explorer.shop.ended.length;
    await panel().getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Not signed in' }).waitFor();
    await execute();
    await shows('UNAUTHORIZED_FIELD_OR_TYPE');
    await until('the session has ended', () => explorer.shop.ended.length > ended);
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it.each([
    ['a code of an app', '123 456'],
    ['a recovery code', 'abcd-efgh'],
  ])('asks for a second factor, and takes %s', async (_, proof) => {
    const field = panel().getByLabel('Code of your authenticator app, or a recovery code');
    await signIn('half');
    await field.fill('000000');
    await panel().getByRole('button', { name: 'Sign in' }).click();
    await panel().getByText('The code is wrong.').waitFor();
    await field.fill(proof);
    await panel().getByRole('button', { name: 'Sign in' }).click();
    await isSignedIn();
  });

  it('begins a sign-in again that waits for a second factor', async () => {
    await signIn('half');
    await panel().getByRole('button', { name: 'Start again' }).click();
    await signIn();
    await isSignedIn();
  });

  it('stays signed in when the page is loaded again, and keeps nothing beyond its tab', async () => {
    await signIn();
    await isSignedIn();
    await page.reload();
    await page.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('refresh_');
  });

  it('renews a token before it ends', async () => {
    const before = explorer.shop.issued();
    explorer.setLifetime(4_000);
    await signIn();
    await isSignedIn();
    await until('the token was renewed', () => explorer.shop.issued() >= before + 2);
    await isSignedIn();
  });

  it('takes a token that somebody brings', async () => {
    await panel().getByText('Use a token or an API key').click();
    await panel()
      .getByLabel('Access token')
      .fill(await explorer.issuer.token({ sub: 'usr_brought' }));
    await panel().getByRole('button', { name: 'Use token' }).click();
    await panel().getByText('usr_brought').waitFor();
    await write('.graphiql-query-editor', '{ mine }');
    await execute();
    await shows('for its owner');
  });

  it('takes an API key, for queries and over a WebSocket, and keeps it in its tab', async () => {
    await panel().getByText('Use a token or an API key').click();
    await panel().getByLabel('API key', { exact: true }).fill('key_of_usr');
    await panel().getByRole('button', { name: 'Use API key' }).click();
    await page.getByRole('button', { name: 'API key' }).first().waitFor();
    await write('.graphiql-query-editor', '{ mine }');
    await execute();
    await shows('for its owner');
    await write('.graphiql-query-editor', 'subscription { ticks(count: 3) }');
    await until('the last event is shown', async () => {
      await execute();
      await shows(/"ticks": 3/, 1_000);
      return true;
    });
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('key_of_usr');
  });

  it.each([360, 500, 700, 1280])(
    'signs in and has all its panels in a window that is %i pixels wide',
    async (width) => {
      await page.setViewportSize({ width, height: 740 });
      await page.reload();
      await isWithinReach(panel().getByRole('button', { name: 'Sign in' }));
      await signIn();
      await isSignedIn();
      await isWithinReach(page.getByRole('button', { name: 'Ada Lovelace' }));
      for (const [name, content] of [
        ['Query plan', panel().getByRole('button', { name: 'Show plan' })],
        ['Cost', panel().getByRole('button', { name: 'Price this operation' })],
        ['Documentation Explorer', page.locator('.graphiql-doc-explorer').getByRole('link', { name: 'Query' }).first()],
        ['Sign in', panel().getByRole('button', { name: 'Sign out' })],
      ] as const) {
        await open(name);
        await isWithinReach(content);
      }
      await page.getByLabel('Hide Sign in').click();
      await page.getByRole('button', { name: 'Headers' }).click();
      await write('.graphiql-editor-tool', '{"Authorization": "Bearer not.a.token"}');
      await isWithinReach(page.locator('.graphiql-execute-button'));
      await execute();
      await shows('The credentials are not valid.');
    },
  );

  it.each([360, 700, 1280])('fits into a window that is %i pixels wide', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBe(width);
    expect(await page.evaluate('document.getElementById("explorer").scrollWidth')).toBe(width);
    await page.locator('.graphiql-query-editor .CodeMirror').waitFor();
    await write('.graphiql-query-editor', '{ open }');
    await execute();
    await shows('for everybody');
    const answer = await page.locator('.result-window').boundingBox();
    expect(answer?.width).toBeGreaterThan(250);
  });

  it('says in words that a token is not valid, and lets the Headers editor speak first', async () => {
    await signIn();
    await isSignedIn();
    await page.getByRole('button', { name: 'Headers' }).click();
    await write('.graphiql-editor-tool', '{"Authorization": "Bearer not.a.token"}');
    await write('.graphiql-query-editor', '{ open }');
    await execute();
    await shows('The credentials are not valid.');
  });

  it('follows a subscription as who is signed in', async () => {
    await signIn();
    await isSignedIn();
    await write('.graphiql-query-editor', 'subscription { ticks(count: 3) }');
    // The editor sees a moment after the last key that this is a subscription.
    await until('the last event is shown', async () => {
      await execute();
      await shows(/"ticks": 3/, 1_000);
      return true;
    });
    expect(complaints).toEqual([]);
  });

  it('shows the plan of an operation without executing it', async () => {
    await open('Query plan');
    const asked = explorer.subgraphs.map(({ requests }) => requests.length);
    await panel().getByRole('button', { name: 'Show plan' }).click();
    const steps = page.getByRole('list', { name: 'Plan' });
    await steps.getByText('For each order').waitFor();
    expect(await steps.locator('.conea-fetch strong').allInnerTexts()).toEqual(['shop', 'crm']);
    expect(await steps.innerText()).toContain('needs … on Order { __typename id }');
    expect(explorer.subgraphs.map(({ requests }) => requests.length)).toEqual(asked);
  });

  it('puts the parts of an answer together, and shows what is planned for later', async () => {
    const arrived = page.waitForResponse((response) => response.headers()['content-type']?.includes('v0.2') ?? false);
    await write('.graphiql-query-editor', '{ order { id ... @defer { customer } } }');
    await execute();
    await shows('Ada');
    await arrived;
    await open('Query plan');
    await panel().getByRole('button', { name: 'Show plan' }).click();
    await page.getByRole('list', { name: 'Plan' }).getByText('Deferred').waitFor();
    expect(complaints).toEqual([]);
  });

  it('prices an operation before it runs, and tells afterwards what it cost and what is left', async () => {
    await signIn();
    await isSignedIn();
    await open('Cost');
    await panel().getByRole('button', { name: 'Price this operation' }).click();
    await panel().getByLabel('Price', { exact: true }).getByText('of 1,000 left').waitFor();
    await execute();
    const told = panel().getByLabel('Cost of the last answer');
    await told.getByText('Actual').waitFor();
    expect(await told.getByRole('meter').getAttribute('max')).toBe('1000');
    expect(await panel().innerText()).toContain('"user";q=1000;w=3600');
  });

  it('documents the schema', async () => {
    await page.getByLabel('Show Documentation Explorer').click();
    await page.locator('.graphiql-doc-explorer', { hasText: 'Query' }).waitFor();
    expect(await page.locator('.graphiql-doc-explorer').innerText()).toContain('Subscription');
  });

  it('gives a link to an operation with its variables, and without headers or who is signed in', async () => {
    await signIn();
    await isSignedIn();
    await write('.graphiql-query-editor', 'query Shared($name: String! = "ö&#%1 +") { __type(name: $name) { name } }');
    await page.getByRole('button', { name: 'Headers' }).click();
    await write('.graphiql-editor-tool', '{ "authorization": "Bearer of.nobody.else" }');
    await page.getByRole('button', { name: 'Variables' }).click();
    await write('.graphiql-editor-tool', '{ "name": "Order" }');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: /^Link/ }).waitFor();
    const link = page.url();
    expect(new URL(link).hash).toContain('query=');
    expect(decodeURIComponent(link)).not.toMatch(/authorization|Bearer|token|eyJ/i);
    const other = await (await browser.newContext()).newPage();
    const paths: string[] = [];
    other.on('request', (request) => paths.push(request.url()));
    await other.goto(link);
    await other.locator('.graphiql-query-editor', { hasText: 'query Shared($name: String! = "ö&#%1 +")' }).waitFor();
    await other.locator('.graphiql-editor-tool', { hasText: 'Order' }).waitFor();
    expect(await other.locator('.result-window').innerText()).not.toContain('data');
    expect(paths.join(' ')).not.toContain('Shared');
    await onPage(other).execute();
    await onPage(other).shows('"name": "Order"');
    await other.context().close();
  });

  it('is one click away from Apollo Sandbox on the same endpoint', async () => {
    const href = await page.getByRole('link', { name: 'Open in Apollo Sandbox' }).getAttribute('href');
    const url = new URL(href ?? '');
    expect([url.origin, url.pathname]).toEqual(['https://studio.apollographql.com', '/sandbox/explorer']);
    expect(url.searchParams.get('endpoint')).toBe(explorer.url);
  });
});

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';
