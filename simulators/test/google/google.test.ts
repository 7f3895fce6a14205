import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { createSimulator } from '../../src/google/simulator.ts';

const redirectUri = 'https://id.example/callback';
const client = { id: 'client', secret: 'secret', redirectUris: [redirectUri] };
const google = createSimulator(client);
let issuer: string;
beforeAll(async () => {
  issuer = await google.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => google.app.close());

const request = {
  client_id: 'client',
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'openid email',
  state: 's',
};
const authorize = (changes: Record<string, string> = {}) =>
  fetch(`${issuer}/o/oauth2/v2/auth?${new URLSearchParams({ ...request, ...changes }).toString()}`, {
    redirect: 'manual',
  });
const choose = async (choice: string, changes: Record<string, string> = {}) => {
  const body = new URLSearchParams({ ...request, ...changes, choice });
  const response = await fetch(`${issuer}/o/oauth2/v2/auth`, { method: 'POST', body, redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '').searchParams;
};
const exchange = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
  const form = {
    grant_type: 'authorization_code',
    redirect_uri: redirectUri,
    client_id: 'client',
    client_secret: 'secret',
  };
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ ...form, ...fields }),
  });
  return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
};
const aiko = '108205483917204413981';
const codeOf = async (changes = {}) => (await choose(`allow ${aiko}`, changes)).get('code') ?? '';

describe('the page of consent', () => {
  it('shows people to a known client, without a redirect', async () => {
    const response = await authorize();
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('aiko.tanaka@gmail.com');
  });

  it.each([
    ['an unknown client', { client_id: 'other' }],
    ['a redirect URI that only begins like the registered one', { redirect_uri: `${redirectUri}/more` }],
    ['another response type', { response_type: 'token' }],
  ])('is an error for %s, and redirects nowhere', async (_, changes) => {
    const response = await authorize(changes);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  it('sends back a code, or that access was denied, with state and issuer', async () => {
    const allowed = await choose(`allow ${aiko}`);
    expect([allowed.get('state'), allowed.get('iss'), allowed.get('error')]).toEqual(['s', issuer, null]);
    const denied = await choose('deny ');
    expect([denied.get('state'), denied.get('code'), denied.get('error')]).toEqual(['s', null, 'access_denied']);
  });
});

describe('the token endpoint', () => {
  it('answers tokens for a code, once', async () => {
    const code = await codeOf();
    expect(await exchange({ code })).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3599 } });
    expect(await exchange({ code })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('refuses another secret, another redirect URI and another verifier', async () => {
    const code = await codeOf({
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    expect(await exchange({ code, client_secret: 'no' })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
    expect(await exchange({ code, redirect_uri: 'https://evil.example' })).toMatchObject({ status: 400 });
    expect(await exchange({ code, code_verifier: 'no' })).toMatchObject({
      body: { error_description: 'Invalid code verifier.' },
    });
    // The example of RFC 7636, appendix B.
    const code_verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    expect(await exchange({ code, code_verifier })).toMatchObject({ status: 200 });
  });

  it('takes Basic credentials too', async () => {
    const authorization = `Basic ${Buffer.from('client:secret').toString('base64')}`;
    const fields = { code: await codeOf(), client_id: '', client_secret: '' };
    expect(await exchange(fields, { authorization })).toMatchObject({ status: 200 });
  });

  it('signs the ID token with a published key, before and after a rotation', async () => {
    const keys = z.object({
      keys: z.array(z.looseObject({ kid: z.string(), kty: z.string(), n: z.string(), e: z.string() })),
    });
    for (const rotate of [() => undefined, () => google.keys.rotate(true), () => google.keys.rotate(false)]) {
      rotate();
      const { body } = await exchange({ code: await codeOf({ nonce: 'n-1' }) });
      const [header = '', payload = '', signature = ''] = z.string().parse(body['id_token']).split('.');
      const parse = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
      const { kid } = z.object({ kid: z.string() }).parse(parse(header));
      const published = keys.parse(await (await fetch(`${issuer}/oauth2/v3/certs`)).json()).keys;
      const jwk = published.find((key) => key.kid === kid);
      const key = createPublicKey({ key: { kty: jwk?.kty ?? '', n: jwk?.n ?? '', e: jwk?.e ?? '' }, format: 'jwk' });
      expect(verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(
        true,
      );
      expect(parse(payload)).toMatchObject({
        iss: issuer,
        aud: 'client',
        sub: aiko,
        email_verified: true,
        nonce: 'n-1',
      });
    }
  });
});

it('tells who somebody is only for a token that it issued', async () => {
  const { body } = await exchange({ code: await codeOf() });
  const ask = (token: unknown) =>
    fetch(`${issuer}/v1/userinfo`, { headers: { authorization: `Bearer ${String(token)}` } });
  expect(await (await ask(body['access_token'])).json()).toMatchObject({ sub: aiko });
  expect((await ask('ya29.other')).status).toBe(401);
});

it('says in every answer what it is, and refuses a fault that it does not have', async () => {
  expect((await authorize()).headers.get('x-conea-simulator')).toBe('google');
  const body = JSON.stringify({ kind: 'earthquake' });
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${issuer}/simulator/faults`, { method: 'PUT', headers, body })).status).toBe(400);
});
