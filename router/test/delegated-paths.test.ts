import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { z } from 'zod';
import {
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const definition = {
  name: 'accounts',
  sdl: `${federationLink()}type Query { mine: String }`,
  resolvers: { Query: { mine: () => 'mine' } },
};

const question = z.record(z.string(), z.unknown());

let accounts: TestSubgraph;
let router: TestRouter;
let origin: string;
let asked: Record<string, unknown>[];
let answer: { status: number; body: string };

beforeAll(async () => {
  accounts = await startSubgraph(definition);
  accounts.route('/http', (body) => {
    asked.push(question.parse(JSON.parse(body)));
    return answer;
  });
  const delegated = { subgraph: 'accounts', paths: ['/oauth/token', '/.well-known/keys'], max_body_bytes: '1KiB' };
  router = await startRouter([definition], [accounts], { config: { delegated_paths: { ...delegated } } });
  origin = new URL(router.url).origin;
});
afterAll(async () => {
  await router.stop();
  await accounts.stop();
});
beforeEach(() => {
  asked = [];
  answer = { status: 200, body: JSON.stringify({ status: 200, headers: {}, body: '' }) };
});

const answerWith = (told: object) => (answer = { status: 200, body: JSON.stringify(told) });

describe('a path that is left to a subgraph', () => {
  it('is asked with what it needs of a request, and no more', async () => {
    await fetch(`${origin}/oauth/token?a=1&b=?`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/x-www-form-urlencoded', authorization: 'Basic x', cookie: 'secret=1' },
        ...{ 'x-forwarded-for': '198.51.100.1', 'x-api-key': 'conea_ak_x' },
      },
      body: 'grant_type=a',
    });
    expect(asked).toEqual([
      {
        ...{ method: 'POST', path: '/oauth/token', query: 'a=1&b=?', authorization: 'Basic x' },
        ...{ contentType: 'application/x-www-form-urlencoded', body: 'grant_type=a' },
      },
    ]);
  });

  it('is answered as the subgraph says, kept by nobody unless it says so', async () => {
    answerWith({ status: 401, headers: { 'www-authenticate': 'Basic' }, body: '{"error":"invalid_client"}' });
    const refused = await fetch(`${origin}/oauth/token`, { method: 'POST' });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic']);
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(await refused.json()).toEqual({ error: 'invalid_client' });
    answerWith({
      status: 200,
      headers: { 'cache-control': 'max-age=300', 'content-type': 'text/plain' },
      body: 'keys',
    });
    const kept = await fetch(`${origin}/.well-known/keys`);
    expect([kept.headers.get('cache-control'), kept.headers.get('content-type')]).toEqual([
      ...['max-age=300', expect.stringContaining('text/plain')],
    ]);
  });

  it('sends a browser on, and follows nothing itself', async () => {
    answerWith({ status: 303, headers: { location: 'https://app.example.com/#x' }, body: '' });
    const sent = await fetch(`${origin}/oauth/token`, { redirect: 'manual' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, 'https://app.example.com/#x']);
  });

  it.each([
    ['a header that it must not set', { status: 200, headers: { 'set-cookie': 'a=1' }, body: '' }],
    ['an odd status', { status: 99, headers: {}, body: '' }],
    ['something else', ['x']],
  ])('is unavailable when the subgraph answers %s', async (_, told) => {
    answerWith(told);
    const failed = await fetch(`${origin}/oauth/token`, { method: 'POST' });
    expect([failed.status, await failed.json()]).toMatchObject([
      ...[503, { errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] }],
    ]);
  });

  it('is unavailable while the subgraph fails', async () => {
    answer = { status: 500, body: 'stack' };
    const failed = await fetch(`${origin}/oauth/token`, { method: 'POST' });
    expect(failed.status).toBe(503);
    expect(await failed.text()).not.toContain('stack');
  });

  it('takes no more than it may', async () => {
    const large = await fetch(`${origin}/oauth/token`, { method: 'POST', body: 'x'.repeat(1_025) });
    expect(large.status).toBe(413);
    const twice = await request(`${origin}/oauth/token`, {
      ...{ method: 'POST', headers: ['authorization', 'Basic a', 'authorization', 'Basic b'] },
    });
    expect(twice.statusCode).toBe(400);
    expect(asked).toEqual([]);
  });

  it('is no door to what is beside it', async () => {
    for (const path of [
      '/http',
      '/oauth/tokens',
      '/oauth/token/',
      '/oauth/token/../../graphql',
      '/oauth%2ftoken',
      '/revocations',
    ])
      expect((await fetch(origin + path, { method: 'POST', body: '{}' })).status).not.toBe(200);
    expect((await fetch(`${origin}/oauth/token`, { method: 'DELETE' })).status).toBe(404);
    expect(asked).toEqual([]);
  });
});
