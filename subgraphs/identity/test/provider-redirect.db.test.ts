import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf } from './support/accounts.ts';
import { aClock, identityMigrations } from './support/identity-server.ts';
import {
  aCode,
  appUrl,
  aVerifier,
  goAndChoose,
  publicUrl,
  startIdentityWithProviders,
  startOf,
  startProviders,
  travel,
  type IdentityWithProviders,
  type ProviderName,
  type Providers,
} from './support/identity-providers.ts';

let db: TestDatabase;
let providers: Providers;
let server: IdentityWithProviders;
let accounts: ReturnType<typeof accountsOf>;
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  providers = await startProviders();
  server = await startIdentityWithProviders({ database: db.served, providers, clock: clock.read });
  accounts = accountsOf(server);
});
afterEach(() => {
  providers.google.faults.clear();
  providers.github.faults.clear();
});
afterAll(async () => {
  await server.stop();
  await providers.stop();
  await db.drop();
});

const names: ProviderName[] = ['google', 'github'];
const aiko = { google: '108205483917204413981', github: '8120455' };
const start = (provider: ProviderName, query: Record<string, string> = {}) =>
  startOf(provider, { code_challenge: aVerifier().codeChallenge, ...query });
const auditOf = async (action: string) => {
  const rows = await db.database.many<{ data: { result: string; metadata: object } }>(sql`
    select data from outbox where type = 'conea.identity.audit.recorded' and data->>'action' = ${action} order by position desc limit 1`);
  return rows[0]?.data;
};

describe.each(names)('a sign-in with %s', (provider) => {
  it('sends the browser there with an S256 challenge, a state, and the one address to come back to', async () => {
    const { status, location, headers } = await server.newBrowser().open(start(provider));
    const { searchParams } = new URL(location);
    expect(status).toBe(302);
    expect(searchParams.get('redirect_uri')).toBe(`${publicUrl}/oauth/${provider}/callback`);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(searchParams.get('state')).toMatch(/^[\w-]{43}$/);
    if (provider === 'google') expect(searchParams.get('nonce')).toMatch(/^[\w-]{43}$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('knows the browser by a cookie that no script, no other site and no other host can touch', async () => {
    const [cookie = ''] = (await server.newBrowser().open(start(provider))).headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-conea_sign_in=[\w-]{43}; /);
    for (const attribute of ['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure', 'Max-Age=600'])
      expect(cookie.split('; ')).toContain(attribute);
    expect(cookie).not.toContain('Domain');
  });

  it('comes back to the page of the app with a code behind the #', async () => {
    const { location, page, name, value } = await travel(
      server.newBrowser(),
      start(provider, { next: '/settings?tab=keys' }),
      aiko[provider],
    );
    expect(location.startsWith(appUrl)).toBe(true);
    expect([page, name]).toEqual(['/settings?tab=keys', 'sign-in']);
    expect(value).toMatch(/^conea_pc_[\w-]{43}$/);
  });

  it('can go on in two tabs of one browser', async () => {
    const browser = server.newBrowser();
    const first = await goAndChoose(browser, start(provider), aiko[provider]);
    const second = await goAndChoose(browser, start(provider), aiko[provider]);
    expect((await browser.open(first)).location).toContain('#sign-in=');
    expect((await browser.open(second)).location).toContain('#sign-in=');
  });

  it('accepts an answer once', async () => {
    const browser = server.newBrowser();
    const back = await goAndChoose(browser, start(provider), aiko[provider]);
    expect((await browser.open(back)).status).toBe(302);
    expect(await browser.open(back)).toMatchObject({ status: 400, text: expect.stringContaining('invalid_request') });
  });

  it('accepts an answer once, of many that come together', async () => {
    const browser = server.newBrowser();
    const back = await goAndChoose(browser, start(provider), aiko[provider]);
    const answers = await Promise.all(Array.from({ length: 8 }, () => browser.open(back)));
    expect(answers.filter(({ status }) => status === 302)).toHaveLength(1);
  });

  it('accepts no answer to what another browser began, nor to what none began', async () => {
    const [own, other] = [server.newBrowser(), server.newBrowser()];
    await other.open(start(provider));
    const back = await goAndChoose(own, start(provider), aiko[provider]);
    expect((await other.open(back)).status).toBe(400);
    expect((await own.open(back)).status).toBe(400);
    const again = await goAndChoose(own, start(provider), aiko[provider]);
    expect((await server.newBrowser().open(again)).status).toBe(400);
    expect((await own.open(again.replace(/state=[^&]+/, `state=${'A'.repeat(43)}`))).status).toBe(400);
    expect((await own.open(again.replace(/&?state=[^&]+/, ''))).status).toBe(400);
    expect(await auditOf('sign_in.return')).toMatchObject({ result: 'failure', metadata: { reason: 'unknown_state' } });
  });

  it('accepts no answer with two states', async () => {
    const browser = server.newBrowser();
    const back = await goAndChoose(browser, start(provider), aiko[provider]);
    expect((await browser.open(`${back}&state=${'A'.repeat(43)}`)).status).toBe(400);
  });

  it('accepts no answer that comes after ten minutes', async () => {
    const browser = server.newBrowser();
    const [early, late] = [
      await goAndChoose(browser, start(provider), aiko[provider]),
      await goAndChoose(browser, start(provider), aiko[provider]),
    ];
    clock.advance(599);
    expect((await browser.open(early)).status).toBe(302);
    clock.advance(1);
    expect((await browser.open(late)).status).toBe(400);
  });

  it('accepts no answer of the other provider: what was begun with one ends with it', async () => {
    const browser = server.newBrowser();
    const back = await goAndChoose(browser, start(provider), aiko[provider]);
    const [other = ''] = names.filter((name) => name !== provider);
    expect((await browser.open(back.replace(`/oauth/${provider}/`, `/oauth/${other}/`))).status).toBe(400);
  });

  it('says to the app that somebody does not consent', async () => {
    const { name, value } = await travel(server.newBrowser(), start(provider), null);
    expect([name, value]).toEqual(['sign-in-error', 'access_denied']);
    expect(await auditOf('sign_in.identify')).toMatchObject({
      result: 'failure',
      metadata: { reason: 'access_denied' },
    });
  });

  it('takes a code of the provider once, and none that was made for another request', async () => {
    const browser = server.newBrowser();
    const [first, second] = [
      await goAndChoose(browser, start(provider), aiko[provider]),
      await goAndChoose(browser, start(provider), aiko[provider]),
    ];
    const code = new URL(first).searchParams.get('code') ?? '';
    // The code of one request with the state of another: the provider holds it against the verifier.
    const injected = new URL(second);
    injected.searchParams.set('code', code);
    expect((await browser.open(injected.href)).location).toContain('#sign-in-error=provider_refused');
  });
});

describe('a start', () => {
  const next = (path: string) => start('google', { next: path });
  const { codeChallenge } = aVerifier();
  it.each([
    ['no challenge', startOf('google', {})],
    ['a plain challenge', startOf('google', { code_challenge: codeChallenge, code_challenge_method: 'plain' })],
    ['a short challenge', startOf('google', { code_challenge: 'abc' })],
    ['an unknown scope', start('google', { scope: 'read:profile admin' })],
    ['a ticket that never was', startOf('google', { ticket: `conea_pl_${'A'.repeat(43)}` })],
    ...[
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'evil',
      'javascript:alert(1)',
    ].map((path): [string, string] => [`next=${JSON.stringify(path)}`, next(path)]),
    ...[
      '///evil.example',
      '/%5C@evil.example\\',
      '@evil.example',
      `/${'a'.repeat(600)}`,
      '/\u2028',
      'https:evil.example',
    ].map((path): [string, string] => [`next=${JSON.stringify(path).slice(0, 30)}`, next(path)]),
  ])('with %s goes nowhere', async (_, address) => {
    const answer = await server.newBrowser().open(address);
    expect(answer).toMatchObject({ status: 400, location: '', text: expect.stringContaining('invalid_request') });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it.each(['/', '/a/../b', '/%2e%2e/%2f/evil.example', '/a?next=//evil.example'])(
    'with next=%s stays in the app',
    async (path) => {
      const { location } = await travel(server.newBrowser(), next(path), aiko.google);
      expect(new URL(location).origin).toBe(new URL(appUrl).origin);
    },
  );

  it('is for a person who opens it as a page', async () => {
    const browser = server.newBrowser();
    expect((await browser.open(start('google'), { 'sec-fetch-dest': 'iframe' })).status).toBe(400);
    expect((await browser.open(start('google'), { 'sec-fetch-dest': 'image' })).status).toBe(400);
    expect((await browser.open(start('google'), { 'sec-purpose': 'prefetch' })).status).toBe(400);
    expect((await browser.open(start('google'), {}, 'HEAD')).status).toBe(404);
    expect((await browser.open(start('google'), {}, 'POST')).status).toBe(404);
  });
});

describe('a provider that misbehaves', () => {
  it.each([
    ['wrong_issuer', 'invalid_response'],
    ['wrong_audience', 'invalid_response'],
    ['wrong_nonce', 'invalid_response'],
    ['no_nonce', 'invalid_response'],
    ['expired_token', 'invalid_response'],
    ['forged_signature', 'invalid_response'],
    ['no_id_token', 'invalid_response'],
    ['foreign_issuer', 'invalid_response'],
    ['expired_code', 'provider_refused'],
    ['unavailable', 'provider_unavailable'],
    ['slow', 'provider_unavailable'],
    ['html', 'provider_unavailable'],
    ['cut', 'provider_unavailable'],
    ['endless', 'provider_unavailable'],
    ['oversized', 'provider_unavailable'],
  ] as const)('Google with %s lets nobody in: %s', async (fault, reason) => {
    providers.google.faults.arm(fault, 1);
    const { name, value } = await travel(server.newBrowser(), start('google'), aiko.google);
    expect(providers.google.faults.met()).toBe(1);
    expect([name, value]).toEqual(['sign-in-error', reason]);
    expect(await auditOf('sign_in.identify')).toMatchObject({
      result: 'failure',
      metadata: { provider: 'google', reason },
    });
  });

  it.each([
    ['expired_code', 'provider_refused'],
    ['unavailable', 'provider_unavailable'],
    ['slow', 'provider_unavailable'],
    ['html', 'provider_unavailable'],
    ['cut', 'provider_unavailable'],
    ['endless', 'provider_unavailable'],
    ['api_slow', 'provider_unavailable'],
    ['api_unavailable', 'provider_unavailable'],
  ] as const)('GitHub with %s lets nobody in: %s', async (fault, reason) => {
    providers.github.faults.arm(fault, 1);
    const { name, value } = await travel(server.newBrowser(), start('github'), aiko.github);
    expect([name, value]).toEqual(['sign-in-error', reason]);
  });

  it('is asked again at the next sign-in', async () => {
    const fresh = await startIdentityWithProviders({ database: db.served, providers, clock: clock.read });
    providers.google.faults.arm('no_discovery', 1);
    const browser = fresh.newBrowser();
    expect((await browser.open(start('google'))).location).toContain('#sign-in-error=provider_unavailable');
    expect((await travel(browser, start('google'), aiko.google)).name).toBe('sign-in');
    await fresh.stop();
  });

  it('may sign with another key that was announced, and with one that was not from the next sign-in on', async () => {
    const nameOf = async () => (await travel(server.newBrowser(), start('google'), aiko.google)).name;
    expect(await nameOf()).toBe('sign-in');
    providers.google.keys.rotate(true);
    expect(await nameOf()).toBe('sign-in');
    providers.google.keys.rotate(false);
    expect([await nameOf(), await nameOf()]).toEqual(['sign-in-error', 'sign-in']);
  });
});

describe('the code for the app', () => {
  const invalid = { session: null, user: null, errors: [expect.objectContaining({ __typename: 'InvalidToken' })] };

  it('is exchanged once', async () => {
    const exchange = await aCode(server.newBrowser(), 'google', aiko.google);
    expect((await accounts.signInWithProvider(exchange)).session).not.toBeNull();
    expect(await accounts.signInWithProvider(exchange)).toEqual(invalid);
  });

  it('is exchanged once, by one of many who try together', async () => {
    const exchange = await aCode(server.newBrowser(), 'github', aiko.github);
    const answers = await Promise.all(Array.from({ length: 10 }, () => accounts.signInWithProvider(exchange)));
    expect(answers.filter(({ session }) => session !== null)).toHaveLength(1);
  });

  it('is over after a minute', async () => {
    const exchange = await aCode(server.newBrowser(), 'google', aiko.google);
    clock.advance(60);
    expect(await accounts.signInWithProvider(exchange)).toEqual(invalid);
  });

  it('is worth nothing without the verifier of who began: a code that somebody else is sent signs nobody in', async () => {
    const { code, codeVerifier } = await aCode(server.newBrowser(), 'google', aiko.google);
    for (const wrong of [aVerifier().codeVerifier, '', 'short'])
      expect(await accounts.signInWithProvider({ code, codeVerifier: wrong })).toEqual(invalid);
    // One guess is all there is.
    expect(await accounts.signInWithProvider({ code, codeVerifier })).toEqual(invalid);
  });
});

describe('what is kept', () => {
  it('is no secret of a redirect, no token of a provider, and nothing once it is over', async () => {
    const browser = server.newBrowser();
    const { location } = await browser.open(start('google'));
    const state = new URL(location).searchParams.get('state') ?? 'none';
    const rows = await db.database.many<{ text: string }>(
      sql`select row_to_json(redirect_steps)::text as text from redirect_steps`,
    );
    const kept = rows.map(({ text }) => text).join();
    expect(kept).not.toContain(state);
    expect(kept).not.toContain([...browser.cookies.values()][0]);
    const exchange = await aCode(server.newBrowser(), 'google', aiko.google);
    await accounts.signInWithProvider(exchange);
    await accounts.signInWithProvider(await aCode(server.newBrowser(), 'github', aiko.github));
    const tables = await db.database.many<{ name: string }>(sql`
      select table_schema || '.' || table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
    for (const { name } of tables) {
      const [schema = '', table = ''] = name.split('.');
      const { xml } = await db.database.one<{ xml: string }>(sql`
        select query_to_xml(format('select * from %I.%I', ${schema}::text, ${table}::text), true, false, '')::text as xml`);
      for (const secret of ['ya29.', 'gho_', exchange.code, exchange.codeVerifier]) expect(xml).not.toContain(secret);
    }
  });
});

describe('what is configured', () => {
  const query = '{ signInProviders { provider name startUrl } }';

  it('is told to everybody, with where to begin', async () => {
    const at = (name: string) => `${publicUrl}/oauth/${name}/start`;
    expect((await server.request(query)).data).toEqual({
      signInProviders: [
        { provider: 'GOOGLE', name: 'Google', startUrl: at('google') },
        { provider: 'GITHUB', name: 'GitHub', startUrl: at('github') },
      ],
    });
  });

  it('is all there is', async () => {
    const only = await startIdentityWithProviders(
      { database: db.served, providers, clock: clock.read },
      { GITHUB_CLIENT_ID: '' },
    );
    expect((await only.request(query)).data).toMatchObject({ signInProviders: [{ provider: 'GOOGLE' }] });
    expect((await only.newBrowser().open(start('github'))).status).toBe(404);
    await only.stop();
  });

  it('works over http on one machine, with a cookie that is sent there', async () => {
    const plain = await startIdentityWithProviders(
      { database: db.served, providers, clock: clock.read },
      { REDIRECT_PUBLIC_URL: 'http://127.0.0.1:4011' },
    );
    const address = start('google').replace(publicUrl, 'http://127.0.0.1:4011');
    const [cookie = ''] = (await plain.newBrowser().open(address)).headers.getSetCookie();
    expect(cookie).toMatch(/^conea_sign_in=/);
    expect(cookie).not.toContain('Secure');
    await plain.stop();
  });

  it('bounds what a network may ask for in ten minutes', async () => {
    const narrow = await startIdentityWithProviders(
      { database: db.served, providers, clock: clock.read },
      { SIGN_IN_REDIRECTS_LIMIT: 3 },
    );
    clock.advance(600);
    const statuses = async () =>
      (await Promise.all(Array.from({ length: 4 }, () => narrow.newBrowser().open(start('google'))))).map(
        (page) => page.status,
      );
    expect((await statuses()).toSorted()).toEqual([302, 302, 302, 429]);
    const refused = await narrow.newBrowser().open(`${publicUrl}/oauth/google/callback?state=x`);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(600);
    clock.advance(600);
    expect((await narrow.newBrowser().open(start('google'))).status).toBe(302);
    await narrow.stop();
  });
});
