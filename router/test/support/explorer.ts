import type { Page } from 'playwright-core';
import { createSignInShop } from './sign-in-shop.ts';
import { startIssuer } from './issuer.ts';
import { federationLink, startRouter, startSubgraph } from './test-graph.ts';

const crm = {
  name: 'crm',
  sdl:
    federationLink('@key') +
    /* GraphQL */ `
      type Order @key(fields: "id") {
        id: ID!
        customer: String
      }
    `,
  resolvers: { Order: { __resolveReference: ({ id }: { id: string }) => ({ id, customer: 'Ada' }) } },
};
const hour = 3_600_000;
const holder = { id: 'usr_key', organizationId: 'org_1', role: 'user', sessionId: 'key_1', expiresAt: 4_000_000_000 };

/** A router with an explorer over a shop where people sign in. */
export async function startExplorer() {
  let lifetime = hour;
  const issuer = await startIssuer();
  const shop = createSignInShop(
    (sub, life) => issuer.token({ sub, exp: Math.floor((Date.now() + life) / 1_000) }),
    () => lifetime,
  );
  const definitions = [shop.definition, crm];
  const subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
  const router = await startRouter(definitions, subgraphs, {
    config: {
      authentication: { ...issuer.config.authentication, api_key: { subgraph: 'shop' } },
      server: { explorer: true },
      explorer: {
        title: 'Shop </div>',
        welcome: 'Everything here is a simulator.',
        sign_in: shop.signIn,
        example: '{ order { id customer } }',
      },
      supergraph: { expose_query_plan: true },
      demand_control: { enabled: true },
      budget: { enabled: true, rate_limit_field: true },
    },
  });
  const user = { ...holder, scopes: ['read:own_data'] };
  subgraphs[0]?.route('/api-keys/verify', (body) => ({
    status: 200,
    body: JSON.stringify({ user: body.includes('key_of_usr') ? user : null }),
  }));
  return {
    url: router.url,
    origin: new URL(router.url).origin,
    issuer,
    shop,
    subgraphs,
    /** Of the access tokens that come, in milliseconds. */
    setLifetime: (milliseconds = hour) => (lifetime = milliseconds),
    stop: async () => {
      await router.stop();
      await Promise.all([...subgraphs.map((subgraph) => subgraph.stop()), issuer.stop()]);
    },
  };
}

/** What people do on the page of the explorer. */
export function onPage(page: Page) {
  const panel = () => page.locator('.conea-panel');
  return {
    panel,
    write: async (editor: string, text: string) => {
      await page.locator(`${editor} .CodeMirror:visible`).click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(text);
    },
    execute: () => page.locator('.graphiql-execute-button').click(),
    shows: (text: string | RegExp, timeout = 10_000) =>
      page.locator('.result-window', { hasText: text }).waitFor({ timeout }),
    open: (name: string) => page.getByLabel(`Show ${name}`).click(),
    signIn: async (password = 'right') => {
      await panel().getByLabel('E-mail').fill('ada@example.com');
      await panel().getByLabel('Password').fill(password);
      await panel().getByRole('button', { name: 'Sign in' }).click();
    },
    isSignedIn: () => panel().getByText('Ada Lovelace').waitFor(),
  };
}
