import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { hasRedisServer, startRedisServer, type TestRedis } from '../support/redis.ts';
import { startSmallStack, type SmallStack } from '../support/small-stack.ts';
import { bearer, createSmallClient, password } from '../support/small-stack-client.ts';
import { until } from '../support/until.ts';

const me = '{ me { id } }';
/** Milliseconds that somebody waits for an error at most: the router's timeout for a subgraph, and a busy machine. */
const bound = 15_000;

const measureOf = (metrics: string, name: string) =>
  Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(metrics)?.[1]);

describe('while identity is down', () => {
  let stack: SmallStack;
  let client: ReturnType<typeof createSmallClient>;
  let redis: TestRedis | null;

  beforeAll(async () => {
    redis = hasRedisServer ? await startRedisServer() : null;
    const shared = redis ? { REDIS_URL: redis.url } : {};
    stack = await startSmallStack({}, { identity: shared, integration: shared, router: shared });
    client = createSmallClient(stack.endpoint);
  }, 180_000);
  afterAll(async () => {
    await stack.stop();
    await redis?.stop();
  }, 60_000);

  it('tokens are verified by the keys that the router has, and whoever signs in is told so in bounded time', async () => {
    const { email, accessToken } = await client.signUp();
    const organization = '{ viewer { __typename } integrations(first: 1) { nodes { id } } }';
    expect((await client.post(organization, {}, bearer(accessToken))).errors).toBeUndefined();
    await stack.process('identity')?.end('SIGKILL');

    const other = await client.post('{ integrations(first: 1) { nodes { id } } }', {}, bearer(accessToken));
    expect(other).toMatchObject({ status: 200, data: { integrations: { nodes: [] } } });
    expect((await client.post(me, {}, bearer(`${accessToken}x`))).status).toBe(401);
    const startedAt = performance.now();
    const query = `mutation ($input: SignInInput!) { signIn(input: $input) { session { id } } }`;
    const signIn = await client.post(query, { input: { email, password } });
    expect(signIn.errors?.map(({ extensions }) => extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    expect(performance.now() - startedAt).toBeLessThan(bound);

    await until('the age of the revocations tells it', async () => {
      const metrics = await stack.metrics('router');
      return measureOf(metrics, 'router_revocations_age_seconds') >= 2;
    });
    expect(measureOf(await stack.metrics('router'), 'router_token_keys_age_seconds')).toBeGreaterThan(0);

    await stack.start('identity');
    await until(
      'they are read again',
      async () => measureOf(await stack.metrics('router'), 'router_revocations_age_seconds') < 2,
    );
    expect(await client.signIn(email)).toMatchObject({ accessToken: expect.any(String) });
  }, 120_000);

  it('Postgres may be cut off and restart: identity lives, is not ready for a while, and a repeated request is done once', async () => {
    const { accessToken } = await client.signUp();
    const identity = stack.urlOf('identity');
    const status = async (path: string) => (await fetch(identity + path)).status;
    const input = { name: 'Second', idempotencyKey: randomUUID() };
    const create = () =>
      client.post(
        'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } } }',
        { input },
        bearer(accessToken),
      );
    const during: string[] = [];
    await stack.restartPostgres(async () => {
      await until('identity is not ready', async () => (await status('/ready')) === 503, 30_000);
      expect(await status('/health?live')).toBe(200);
      const { errors } = await create();
      during.push(...(errors ?? []).map(({ extensions }) => extensions.code));
    });
    expect(during).toEqual([expect.stringMatching(/^(INTERNAL_SERVER_ERROR|SUBREQUEST_HTTP_ERROR|GATEWAY_TIMEOUT)$/)]);
    await until('identity is ready', async () => (await status('/ready')) === 200, 60_000);
    const [first, second] = [await create(), await create()];
    expect(first.errors).toBeUndefined();
    expect(second.data).toEqual(first.data);
    expect(await stack.query('identity', `select name from organizations where name = 'Second'`)).toHaveLength(1);
    expect(await stack.keys('list')).toMatchObject({ exitCode: 0 });
  }, 180_000);

  (hasRedisServer ? it : it.skip)(
    'Redis may be lost: sessions go on, what ends is refused in time, and what is done is told later',
    async () => {
      const [one, other] = [await client.signUp(), await client.signUp()];
      await redis?.stop();
      const refreshed = await client.refresh(one.refreshToken);
      expect((await client.post(me, {}, bearer(refreshed.accessToken))).status).toBe(200);
      expect(await client.signIn(other.email)).toMatchObject({ accessToken: expect.any(String) });
      expect(
        (await client.post('mutation { signOut { sessionId } }', {}, bearer(other.accessToken))).errors,
      ).toBeUndefined();
      await until(
        'its token is refused',
        async () => (await client.post(me, {}, bearer(other.accessToken))).status === 401,
        5_000,
      );
      expect((await client.post(me, {}, bearer(refreshed.accessToken))).status).toBe(200);
      const waiting = `select id from outbox where type = 'conea.identity.session.revoked'`;
      expect((await stack.query('identity', waiting)).length).toBeGreaterThan(0);
      expect(stack.process('identity')?.output()).toContain('replays at another replica cannot be told');
    },
    120_000,
  );
});

describe('while the secrets cannot be read', () => {
  let stack: SmallStack;

  beforeAll(async () => {
    stack = await startSmallStack();
  }, 180_000);
  afterAll(() => stack.stop(), 60_000);

  it('what runs goes on with the last good ones and raises the alarm, and what starts does not start and says why', async () => {
    const client = createSmallClient(stack.endpoint);
    const { email, accessToken } = await client.signUp();
    const giveBack = await stack.loseSecrets('identity');
    await until('the alarm is raised', async () =>
      /^secrets_refreshes_total\{[^}]*result="failure"/m.test(await stack.metrics('identity')),
    );
    expect((await client.post(me, {}, bearer(accessToken))).errors).toBeUndefined();
    expect(await client.signIn(email)).toMatchObject({ accessToken: expect.any(String) });
    const late = stack.launchAnother('identity');
    expect(await late.exited).toBe(1);
    expect(late.output()).toContain('The secrets cannot be read:');
    await giveBack();
    await stack.process('identity')?.end('SIGTERM');
    await stack.start('identity');
    expect((await client.post(me, {}, bearer(accessToken))).errors).toBeUndefined();
  }, 120_000);
});

describe.each([-90, 90])(
  'with a clock of the router that is wrong by %d seconds, and one of identity that is so the other way',
  (seconds) => {
    let stack: SmallStack;

    beforeAll(async () => {
      const preload = ['--import', new URL('../support/shifted-clock.js', import.meta.url).href];
      stack = await startSmallStack(
        { identity: preload, router: preload },
        { identity: { CLOCK_SHIFT_SECONDS: String(-seconds) }, router: { CLOCK_SHIFT_SECONDS: String(seconds) } },
      );
    }, 180_000);
    afterAll(() => stack.stop(), 60_000);

    it('tokens, calls and refreshes are good: times are those of the database, and others may differ by as much', async () => {
      const client = createSmallClient(stack.endpoint);
      const { accessToken, refreshToken } = await client.signUp();
      const { iat = 0, exp = 0 } = decodeJwt(accessToken);
      const [row] = await stack.query<{ now: number }>('identity', 'select extract(epoch from now())::int as now');
      expect(Math.abs(iat - (row?.now ?? 0))).toBeLessThan(60);
      expect(exp - iat).toBe(3600);
      const ask = (token: string) =>
        client.post('{ me { id } integrations(first: 1) { nodes { id } } }', {}, bearer(token));
      expect(await ask(accessToken)).toMatchObject({ status: 200, data: { integrations: { nodes: [] } } });
      const refreshed = await client.refresh(refreshToken);
      expect(await ask(refreshed.accessToken)).toMatchObject({ status: 200, data: { integrations: { nodes: [] } } });
      expect((await client.post(me, {}, bearer(`${accessToken}x`))).status).toBe(401);
    });
  },
);
