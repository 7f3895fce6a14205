import { createHash, randomBytes } from 'node:crypto';
import { createMetrics, type Database } from '@conea/platform';
import { createSimulator as createGithubSimulator } from '../../../../simulators/src/github/simulator.ts';
import { createSimulator as createGoogleSimulator } from '../../../../simulators/src/google/simulator.ts';
import { silentLog } from '../../../../test/support/database.ts';
import { openProviderRedirects } from '../../src/provider-redirects.ts';
import { serveRedirects } from '../../src/redirect-listener.ts';
import { createBrowser, type Browser } from './browser.ts';
import { startIdentity, openPersonalData } from './identity-server.ts';

export const publicUrl = 'https://id.conea.example';
export const appUrl = 'https://app.example.com/';
const listen = { host: '127.0.0.1', port: 0 };
const google = { id: 'conea.apps.googleusercontent.com', secret: 'GOCSPX-of-the-test' };
const github = { id: 'Ov23liOfTheTest', secret: 'github-secret-of-the-test' };

export type ProviderName = 'google' | 'github';

/** Google and GitHub on this machine, and how a server is told to use them. */
export async function startProviders() {
  const simulators = {
    google: createGoogleSimulator({ ...google, redirectUris: [`${publicUrl}/oauth/google/callback`] }),
    github: createGithubSimulator({ ...github, callbackUrl: `${publicUrl}/oauth/github/callback` }),
  };
  const issuerUrl = await simulators.google.app.listen(listen);
  const githubUrl = await simulators.github.app.listen(listen);
  return {
    ...simulators,
    settings: {
      ...{ GOOGLE_CLIENT_ID: google.id, GOOGLE_CLIENT_SECRET: google.secret, GOOGLE_ISSUER_URL: issuerUrl },
      ...{ GITHUB_CLIENT_ID: github.id, GITHUB_CLIENT_SECRET: github.secret },
      ...{ GITHUB_URL: githubUrl, GITHUB_API_URL: githubUrl, REDIRECT_PUBLIC_URL: publicUrl },
      ...{ APP_URL: appUrl, SIGN_IN_REDIRECTS_LIMIT: 10_000 },
    },
    stop: async () => {
      await Promise.all([simulators.google.app.close(), simulators.github.app.close()]);
    },
  };
}

export type Providers = Awaited<ReturnType<typeof startProviders>>;

/** The identity subgraph with both providers, whose answers may take three seconds. */
export async function startIdentityWithProviders(
  { database, providers, clock }: { database: Database; providers: Providers; clock: () => Date },
  settings: Partial<Providers['settings']> = {},
  outside: Parameters<typeof startIdentity>[2] = {},
) {
  const env = { ...providers.settings, ...settings };
  const limits = { timeout: 3_000, maxBytes: 64 * 1024 };
  const parts = {
    database,
    personal: await openPersonalData(database),
    env,
    clock,
    metrics: createMetrics('identity'),
    limits,
  };
  const redirects = openProviderRedirects(parts);
  const server = await startIdentity(database, clock, { ...outside, providers: redirects.providers });
  const stops: (() => unknown)[] = [];
  const { url: serverUrl } = await serveRedirects({
    ...{ ...listen, routes: redirects.routes, trustedProxies: ['127.0.0.1'], log: silentLog },
    lifecycle: { onStop: (_name, stop) => stops.push(stop) },
  });
  return {
    ...server,
    newBrowser: () => createBrowser({ publicUrl: env.REDIRECT_PUBLIC_URL, serverUrl }),
    stop: async () => {
      for (const stop of stops) await stop();
      await server.stop();
    },
  };
}

export type IdentityWithProviders = Awaited<ReturnType<typeof startIdentityWithProviders>>;

/** What the page of an app keeps while the browser is away. */
export function aVerifier() {
  const codeVerifier = randomBytes(32).toString('base64url');
  return { codeVerifier, codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url') };
}

/** The address that begins a sign-in. */
export function startOf(provider: ProviderName, query: Record<string, string>): string {
  return `${publicUrl}/oauth/${provider}/start?${new URLSearchParams(query).toString()}`;
}

/** Goes to a provider, chooses somebody there, and answers the address that leads back. */
export async function goAndChoose(browser: Browser, address: string, personId: string | null): Promise<string> {
  const { location } = await browser.open(address);
  return browser.choose(location, personId);
}

/** The whole way in a browser; answers the secret behind the `#`, and the page of the app it stands at. */
export async function travel(browser: Browser, address: string, personId: string | null) {
  const { location } = await browser.open(await goAndChoose(browser, address, personId));
  const { pathname, search, hash } = new URL(location);
  const [, name = '', value = ''] = /^#([^=]+)=(.+)$/.exec(hash) ?? [];
  return { location, page: pathname + search, name, value };
}

/** Signs in with a provider up to the code; answers what the app exchanges. */
export async function aCode(browser: Browser, provider: ProviderName, personId: string, query = {}) {
  const { codeVerifier, codeChallenge } = aVerifier();
  const start = startOf(provider, { code_challenge: codeChallenge, ...query });
  return { code: (await travel(browser, start, personId)).value, codeVerifier };
}
