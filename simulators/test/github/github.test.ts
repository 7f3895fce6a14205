import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createSimulator } from '../../src/github/simulator.ts';

const callbackUrl = 'https://id.example/oauth/github/callback';
const github = createSimulator({ id: 'client', secret: 'secret', callbackUrl });
let url: string;
beforeAll(async () => {
  url = await github.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => github.app.close());

const request = { client_id: 'client', redirect_uri: callbackUrl, scope: 'read:user user:email', state: 's' };
const choose = async (choice: string, changes: Record<string, string> = {}) => {
  const body = new URLSearchParams({ ...request, ...changes, choice });
  const response = await fetch(`${url}/login/oauth/authorize`, { method: 'POST', body, redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '');
};
const aiko = '8120455';
const codeOf = async (changes = {}) => (await choose(`allow ${aiko}`, changes)).searchParams.get('code') ?? '';
const exchange = (fields: Record<string, string>, accept = 'application/json') => {
  const body = new URLSearchParams({
    client_id: 'client',
    client_secret: 'secret',
    redirect_uri: callbackUrl,
    ...fields,
  });
  return fetch(`${url}/login/oauth/access_token`, { method: 'POST', headers: { accept }, body });
};
const token = z.object({ access_token: z.string(), token_type: z.literal('bearer'), scope: z.string() });
const ask = (path: string, accessToken: string, headers: Record<string, string> = {}) =>
  fetch(url + path, { headers: { authorization: `Bearer ${accessToken}`, ...headers } });

describe('the page of consent', () => {
  it('takes a redirect URI inside the registered one, and reports another to the registered one', async () => {
    expect((await choose(`allow ${aiko}`, { redirect_uri: `${callbackUrl}/more` })).pathname).toBe(
      '/oauth/github/callback/more',
    );
    for (const redirect_uri of [
      'https://evil.example/',
      `${callbackUrl}more`,
      'https://id.example.evil.example/oauth/github/callback',
    ]) {
      const back = await choose(`allow ${aiko}`, { redirect_uri });
      expect(back.href.startsWith(callbackUrl)).toBe(true);
      expect([back.searchParams.get('error'), back.searchParams.get('code')]).toEqual(['redirect_uri_mismatch', null]);
    }
  });

  it('sends back that somebody denied', async () => {
    const { searchParams } = await choose('deny ');
    expect([searchParams.get('error'), searchParams.get('state')]).toEqual(['access_denied', 's']);
    expect(searchParams.get('iss')).toBeNull();
  });
});

describe('the exchange', () => {
  it('answers a form, or JSON to who asks for it', async () => {
    const form = new URLSearchParams(await (await exchange({ code: await codeOf() }, '*/*')).text());
    expect([form.get('token_type'), form.get('scope')]).toEqual(['bearer', 'read:user,user:email']);
    const json = token.parse(await (await exchange({ code: await codeOf() })).json());
    expect(json.access_token).toMatch(/^gho_\w{36}$/);
  });

  it.each([
    ['bad_verification_code', { code: 'other' }],
    ['incorrect_client_credentials', { client_secret: 'other' }],
    ['redirect_uri_mismatch', { redirect_uri: 'https://evil.example/' }],
    ['bad_verification_code', { code_verifier: 'other' }],
  ])('says %s with status 200', async (error, changes) => {
    const challenge = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' };
    const response = await exchange({ code: await codeOf(challenge), ...changes });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ error });
  });

  it('takes a code once', async () => {
    const code = await codeOf();
    await exchange({ code });
    expect(await (await exchange({ code })).json()).toMatchObject({ error: 'bad_verification_code' });
  });
});

describe('the API', () => {
  const tokenOf = async (changes = {}) =>
    token.parse(await (await exchange({ code: await codeOf(changes) })).json()).access_token;

  it('tells who somebody is, and their addresses to who asked for those', async () => {
    const all = await tokenOf();
    const user = await ask('/user', all);
    expect(user.headers.get('x-oauth-scopes')).toBe('read:user, user:email');
    expect(await user.json()).toMatchObject({ id: Number(aiko), login: 'aiko-t', email: null });
    expect(await (await ask('/user/emails', all)).json()).toContainEqual(
      expect.objectContaining({ primary: true, verified: true }),
    );
    expect((await ask('/user/emails', await tokenOf({ scope: 'read:user' }))).status).toBe(404);
  });

  it('knows no other token', async () => {
    const response = await ask('/user', 'gho_other');
    expect([response.status, await response.json()]).toMatchObject([401, { message: 'Bad credentials' }]);
  });
});
