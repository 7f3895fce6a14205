import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { connectStore } from '../../scripts/demo/chapters/connect-store.ts';
import { listOrders } from '../../scripts/demo/chapters/list-orders.ts';
import type { EndpointClient } from '../../scripts/demo/client.ts';
import { startDemoStack, type DemoStack } from '../support/demo-stack.ts';
import { until } from '../support/until.ts';

let stack: DemoStack;
let client: EndpointClient;
let integrationId: string;
let orderId: string;

const anything = z.record(z.string(), z.unknown());
const post = async (url: string, query: string, headers: Record<string, string> = {}) => {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  };
  const response = await fetch(url, init);
  return { status: response.status, body: anything.parse(await response.json()) };
};

beforeAll(async () => {
  stack = await startDemoStack();
  client = await stack.client();
  integrationId = (await connectStore(client, stack.story.shop, stack.story.narrator)).id;
}, 120_000);
afterAll(async () => {
  await client.close();
  await stack.stop();
  stack.place.remove();
});

const started = z.object({ startSync: z.object({ sync: z.object({ id: z.string() }) }) });
const startSync = async () => {
  const query = 'mutation ($input: StartSyncInput!) { startSync(input: $input) { sync { id } } }';
  return (await client.request(query, started, { input: { integrationId } })).startSync.sync.id;
};
const syncShape = z.object({
  sync: z.object({ status: z.string(), progress: z.object({ read: z.number() }) }).nullable(),
});
const readSync = async (id: string) =>
  (await client.request('query ($id: ID!) { sync(id: $id) { status progress { read } } }', syncShape, { id })).sync;

describe('kill -9 of integration in the middle of a sync', () => {
  it('loses nothing and doubles nothing, neither records nor events', async () => {
    const id = await startSync();
    await until('the sync has read something', async () => ((await readSync(id))?.progress.read ?? 0) > 0);
    stack.kill('integration');
    await stack.ready('integration');
    await until('the sync has ended', async () => (await readSync(id))?.status === 'SUCCEEDED', 90_000);
    stack.kill('integration');
    await stack.ready('integration');

    const orders = await listOrders(client, integrationId, stack.story.narrator);
    expect(orders).toHaveLength(1_000);
    expect(new Set(orders.map(({ id: order }) => order)).size).toBe(1_000);
    orderId = orders[0]?.id ?? '';
    await until(
      'analytics has every event',
      async () => (await countEvents('conea.integration.order.changed')) >= 1_000,
      60_000,
    );
    expect(await countEvents('conea.integration.order.changed')).toBe(1_000);
  }, 180_000);
});

const seriesShape = z.object({ metricSeries: z.object({ points: z.array(z.object({ value: z.number() })) }) });

/** How many events of a type were counted in the last hours. */
async function countEvents(type: string): Promise<number> {
  const [from, to] = [new Date(Date.now() - 7_200_000), new Date(Date.now() + 3_600_000)];
  const query = 'query ($input: MetricSeriesInput!) { metricSeries(input: $input) { points { value } } }';
  const { metricSeries } = await client.request(query, seriesShape, { input: { type, interval: 'HOUR', from, to } });
  return metricSeries.points.reduce((sum, { value }) => sum + value, 0);
}

describe('a subgraph that is down', () => {
  it('leaves the rest of the answer, and comes back by itself', async () => {
    const query = '{ me { name organization { name activity { eventCount } } } }';
    const token = await signInToken();
    const authorization = { authorization: `Bearer ${token}` };
    stack.kill('analytics');
    const partial = await post(stack.story.endpoint, query, authorization);
    expect(partial.status).toBe(200);
    expect(partial.body['data']).toMatchObject({ me: { organization: { name: 'Conea Demo Shop', activity: null } } });
    expect(partial.body['errors']).toMatchObject([{ extensions: { service: 'analytics' } }]);
    await stack.ready('analytics');
    const whole = await post(stack.story.endpoint, query, authorization);
    expect(whole.body['errors']).toBeUndefined();
  }, 60_000);
});

const session = z.object({ signIn: z.object({ session: z.object({ accessToken: z.string() }) }) });
async function signInToken(): Promise<string> {
  const { email, password } = stack.story;
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }';
  return (await client.request(query, session, { input: { email, password } })).signIn.session.accessToken;
}

describe('another tenant', () => {
  it('gets null for the ids of this one', async () => {
    const query = `mutation { signUp(input: { email: "other@conea.example", password: "a long and odd sentence", name: "Other",
      organizationName: "Other" }) { session { accessToken } } }`;
    const shape = z.object({ signUp: z.object({ session: z.object({ accessToken: z.string() }) }) });
    const other = client.withToken((await client.request(query, shape)).signUp.session.accessToken);
    const read =
      'query ($order: ID!, $integration: ID!) { order(id: $order) { name } integration(id: $integration) { name } }';
    const ids = { order: orderId, integration: integrationId };
    expect(await other.request(read, anything, ids)).toEqual({ order: null, integration: null });
    expect(await client.request(read, anything, ids)).toMatchObject({ order: { name: expect.any(String) } });
    await other.close();
  });
});

describe('a direct call to a subgraph', () => {
  it.each(['identity', 'integration', 'ai', 'data', 'analytics'] as const)('%s is refused', async (name) => {
    const url = `http://127.0.0.1:${stack.place.ports[name]}/graphql`;
    const query = `{ _entities(representations: [{ __typename: "Order", id: "${orderId}" }]) { __typename } }`;
    expect((await post(url, query)).status).toBe(401);
    const forged = { 'conea-caller': 'e30', 'conea-signature': 'kid=k1;ts=1;nonce=AAAAAAAAAAAAAAAAAAAAAA;sig=x' };
    expect((await post(url, query, forged)).status).toBe(401);
  });
});

describe('a restart', () => {
  it('keeps the data', async () => {
    await client.close();
    await stack.stop();
    stack = await startDemoStack(stack.place);
    client = await stack.client();
    const shape = z.object({ order: z.object({ id: z.string() }).nullable() });
    expect(await client.request('query ($id: ID!) { order(id: $id) { id } }', shape, { id: orderId })).toEqual({
      order: { id: orderId },
    });
  }, 60_000);
});
