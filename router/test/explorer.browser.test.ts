import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { until } from '../../test/support/until.ts';
import { startIssuer } from './support/issuer.ts';
import {
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const executablePath = '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const quiet = ['--disable-background-networking', '--disable-component-update'];

const definition = {
  name: 'shop',
  sdl:
    federationLink('@requiresScopes') +
    /* GraphQL */ `
      type Query {
        open: String
        mine: String @requiresScopes(scopes: [["read:own_data"]])
      }
      type Subscription {
        ticks(count: Int!): Int @requiresScopes(scopes: [["read:own_data"]])
      }
    `,
  resolvers: {
    Query: { open: () => 'for everybody', mine: () => 'for its owner' },
    Subscription: {
      ticks: {
        subscribe: async function* (_: unknown, { count }: { count: number }) {
          for (let tick = 1; tick <= count; tick++) yield { ticks: tick };
        },
      },
    },
  },
};

if (!existsSync(executablePath))
  process.stderr.write(`no ${executablePath}: the explorer is NOT tested in a browser\n`);
const describeInBrowser = existsSync(executablePath) ? describe : describe.skip;

describeInBrowser('the explorer', () => {
  let browser: Browser;
  let page: Page;
  let subgraph: TestSubgraph;
  let router: TestRouter;
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let foreignRequests: string[];

  beforeAll(async () => {
    issuer = await startIssuer();
    subgraph = await startSubgraph(definition);
    router = await startRouter([definition], [subgraph], { config: { ...issuer.config, server: { explorer: true } } });
    browser = await chromium.launch({ executablePath, args: [...flags, ...quiet] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await router.stop();
    await Promise.all([subgraph.stop(), issuer.stop()]);
  });
  beforeEach(async () => {
    foreignRequests = [];
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const { origin } = new URL(router.url);
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin)
        foreignRequests.push(request.url());
    });
    await page.goto(origin);
    await page.locator('.graphiql-query-editor .CodeMirror').waitFor();
  });
  afterEach(() => page.close());

  const write = async (editor: string, text: string) => {
    await page.locator(`${editor} .CodeMirror:visible`).click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  };
  const execute = () => page.locator('.graphiql-execute-button').click();
  const shows = (text: string | RegExp, timeout = 10_000) =>
    page.locator('.result-window', { hasText: text }).waitFor({ timeout });
  const signIn = (token: string) =>
    write('.graphiql-editor-tool', JSON.stringify({ authorization: `Bearer ${token}` }));

  it('answers a query, and needs no other host for it', async () => {
    await write('.graphiql-query-editor', '{ open }');
    await execute();
    await shows('for everybody');
    expect(foreignRequests).toEqual([]);
  });

  it('sends the token of the Headers editor', async () => {
    await write('.graphiql-query-editor', '{ open mine }');
    await execute();
    await shows('UNAUTHORIZED_FIELD_OR_TYPE');
    await signIn(await issuer.token());
    await execute();
    await shows('for its owner');
  });

  it('says in words that a token is not valid', async () => {
    await signIn('not.a.token');
    await write('.graphiql-query-editor', '{ open }');
    await execute();
    await shows('The credentials are not valid.');
  });

  it('follows a subscription with that token', async () => {
    await signIn(await issuer.token());
    await write('.graphiql-query-editor', 'subscription { ticks(count: 3) }');
    // The editor sees a moment after the last key that this is a subscription.
    await until('the last event is shown', async () => {
      await execute();
      await shows(/"ticks": 3/, 1_000);
      return true;
    });
  });

  it('documents the schema', async () => {
    await page.getByLabel('Show Documentation Explorer').click();
    await page.locator('.graphiql-doc-explorer', { hasText: 'Query' }).waitFor();
    expect(await page.locator('.graphiql-doc-explorer').innerText()).toContain('Subscription');
  });

  it('is one click away from Apollo Sandbox on the same endpoint', async () => {
    const href = await page.getByRole('link', { name: 'Open in Apollo Sandbox' }).getAttribute('href');
    const url = new URL(href ?? '');
    expect([url.origin, url.pathname]).toEqual(['https://studio.apollographql.com', '/sandbox/explorer']);
    expect(url.searchParams.get('endpoint')).toBe(router.url);
  });
});
