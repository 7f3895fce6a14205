import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../test/support/until.ts';
import { attackedShop } from '../support/attacked-shop.ts';
import { createSigningKey, startKeyServer, type SigningKey } from '../support/key-server.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from '../support/test-graph.ts';

let keys: Record<'active' | 'next' | 'later', SigningKey>;
let server: Awaited<ReturnType<typeof startKeyServer>>;
let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  const [active, next, later] = await Promise.all(['k1', 'k2', 'k3'].map(createSigningKey));
  if (!active || !next || !later) throw new Error('three keys were made');
  keys = { active, next, later };
  subgraph = await startSubgraph(attackedShop);
});
afterAll(() => subgraph.stop());
beforeEach(async () => {
  server = await startKeyServer();
  const issuers = [{ issuer: 'test', jwks_url: server.url, audiences: ['test'] }];
  const jwt = { issuers, poll_interval: '1ms', refetch_cooldown: '1ms' };
  router = await startRouter([attackedShop], [subgraph], { config: { authentication: { jwt } } });
});
afterEach(async () => {
  await router.stop();
  await server.stop();
});

const statusFor = async (key: SigningKey) =>
  (await ask(router.url, '{ mine }', {}, { authorization: `Bearer ${await key.token()}` })).status;
const broken: [string, number, string][] = [
  ['is down', 503, ''],
  ['answers a page', 200, '<html>Welcome</html>'],
  ['answers something else', 200, '{}'],
  ['answers keys that are none', 200, '{"keys":["k1"]}'],
];

describe('where the key set is', () => {
  it.each(broken)(
    'and the server %s, the last good one serves on, for keys that were published ahead too',
    async (_, status, body) => {
      server.publish(keys.active, keys.next);
      expect(await statusFor(keys.active)).toBe(200);
      server.answer(status, body);
      for (const key of [keys.active, keys.next, keys.active, keys.next]) expect(await statusFor(key)).toBe(200);
      expect(await statusFor(keys.later)).toBe(401);
    },
  );

  it('a new key is good and one that was withdrawn is not, as soon as the server is back', async () => {
    server.publish(keys.active);
    expect(await statusFor(keys.active)).toBe(200);
    server.answer(503, '');
    expect(await statusFor(keys.later)).toBe(401);
    server.publish(keys.later);
    await until('the new key is good', async () => (await statusFor(keys.later)) === 200);
    expect(await statusFor(keys.active)).toBe(401);
  });

  it.each(broken)('and the server %s from the start, nobody is told that a token is bad', async (_, status, body) => {
    server.answer(status, body);
    const authorization = `Bearer ${await keys.active.token()}`;
    expect(await ask(router.url, '{ mine }', {}, { authorization })).toMatchObject({
      status: 503,
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    });
    expect(await ask(router.url, '{ hello }')).toMatchObject({ data: { hello: 'hello' } });
    expect((await fetch(new URL('/ready', router.url))).status).toBe(503);
    server.publish(keys.active);
    await until('the token is good', async () => (await statusFor(keys.active)) === 200);
    expect((await fetch(new URL('/ready', router.url))).status).toBe(200);
  });
});
