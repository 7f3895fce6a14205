import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../test/support/until.ts';
import { startIssuer } from './support/issuer.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const definition = { name: 'words', sdl: 'type Query { open: String }', resolvers: { Query: { open: () => 'open' } } };

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraph: TestSubgraph;
let router: TestRouter;

beforeEach(async () => {
  issuer = await startIssuer();
  subgraph = await startSubgraph(definition);
  router = await startRouter([definition], [subgraph], { config: issuer.config });
});
afterEach(async () => {
  await router.stop();
  await Promise.all([subgraph.stop(), issuer.stop()]);
});

const statusWith = async (token: string) =>
  (await ask(router.url, '{ open }', {}, { authorization: `Bearer ${token}` })).status;
const isReady = async () => (await fetch(new URL('/ready', router.url))).status === 200;

describe('while there never was a key set', () => {
  it('a flood of tokens is one fetch of keys', async () => {
    issuer.setDown(true);
    for (let count = 0; count < 20; count++) expect(await statusWith(await issuer.token())).toBe(503);
    expect(issuer.fetches()).toBe(1);
  });

  it('requests at the same time wait for the same fetch', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    issuer.holdUntil(promise);
    const token = await issuer.token();
    const statuses = Promise.all(Array.from({ length: 20 }, () => statusWith(token)));
    await until('the keys are asked for', async () => issuer.fetches() > 0);
    resolve();
    expect(await statuses).toEqual(Array.from({ length: 20 }, () => 200));
    expect(issuer.fetches()).toBe(1);
  });

  it('the router is ready as soon as its issuer is', async () => {
    issuer.setDown(true);
    expect(await statusWith(await issuer.token())).toBe(503);
    issuer.setDown(false);
    await until('the router is ready', isReady);
    expect(await statusWith(await issuer.token())).toBe(200);
    expect(issuer.fetches()).toBe(2);
  });
});

it('the last good keys serve on while the issuer is down, whatever keys tokens name', async () => {
  expect(await statusWith(await issuer.token())).toBe(200);
  issuer.setDown(true);
  expect(await statusWith(await issuer.token({}, { kid: 'k2' }))).toBe(401);
  expect(await statusWith(await issuer.token({ jti: 'another' }))).toBe(200);
  expect(issuer.fetches()).toBe(1);
});

it('the age of the keys is measured, and how their fetches went', async () => {
  const metrics = async () => (await fetch(new URL('/metrics', router.url))).text();
  issuer.setDown(true);
  expect(await statusWith(await issuer.token())).toBe(503);
  expect(await metrics()).toMatch(/^router_token_key_fetches_total\{[^}]*result="failure"[^}]*\} 1$/m);
  issuer.setDown(false);
  await until('the router is ready', isReady);
  expect(await metrics()).toMatch(/^router_token_key_fetches_total\{[^}]*result="success"[^}]*\} 1$/m);
  issuer.setDown(true);
  await until('the keys are older', async () => /^router_token_keys_age_seconds\S* [1-9]/m.test(await metrics()));
});
