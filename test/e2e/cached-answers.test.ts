import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { connectStore } from '../../scripts/demo/chapters/connect-store.ts';
import { signIn } from '../../scripts/demo/chapters/sign-in.ts';
import { syncStore } from '../../scripts/demo/chapters/sync-store.ts';
import type { EndpointClient } from '../../scripts/demo/client.ts';
import { startDemoStack, type DemoStack } from '../support/demo-stack.ts';
import { openStackDatabase, type StackDatabase } from '../support/stack-database.ts';
import { until } from '../support/until.ts';

let stack: DemoStack;
let client: EndpointClient;
let eventLog: StackDatabase;
let token: string;
let id: string;

const newest = z.object({ orders: z.object({ nodes: z.tuple([z.object({ id: z.string() })]) }) });

beforeAll(async () => {
  stack = await startDemoStack();
  client = await stack.client();
  eventLog = openStackDatabase(stack, 'event_log');
  token = (await signIn(client, stack.credentials, stack.story.narrator)).accessToken;
  const { id: integrationId } = await connectStore(client, stack.story.shop, stack.story.narrator);
  await syncStore(client, integrationId, stack.story.narrator);
  id = (await client.request('{ orders(first: 1) { nodes { id } } }', newest)).orders.nodes[0].id;
}, 240_000);
afterAll(async () => {
  await eventLog.close();
  await client.close();
  await stack.stop();
  stack.place.remove();
}, 60_000);

const answer = z.object({ data: z.unknown(), errors: z.array(z.unknown()).optional() });

/** What a query is answered, and what the cache did for it. */
async function ask(query: string, authorization = `Bearer ${token}`) {
  const response = await fetch(stack.story.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables: {} }),
  });
  const { data, errors } = answer.parse(await response.json());
  if (errors) throw new Error(JSON.stringify(errors));
  const requests = (response.headers.get('cache-status') ?? '').split(/, (?=")/);
  return { data, isHit: requests.every((request) => /^"\w+"; hit;/.test(request)) };
}

const orderShape = z.object({ order: z.object({ lineItems: z.array(z.object({ quantity: z.number() })) }).nullable() });
const askOrder = async (authorization?: string) => {
  const query = `{ order(id: "${id}") { name total { amount } lineItems { quantity } organization { name } } }`;
  const { data, isHit } = await ask(query, authorization);
  return { quantity: orderShape.parse(data).order?.lineItems[0]?.quantity ?? null, isHit };
};

/** The buyer takes one more of the first line of the newest order. */
async function changeOrder(): Promise<void> {
  const response = await fetch(`${stack.story.shop.url}/simulator/orders/change`, { method: 'POST' });
  if (!response.ok) throw new Error(`the simulated shop answers ${response.status}`);
}

/** How often the change of an order is in the event log. */
const countChanges = async () => {
  const changes = `select from events where stream = 'integration' and event ->> 'subject' = $1`;
  return (await eventLog.many(changes, [id])).length;
};

const untilHeld = (quantity: number) =>
  until(`${quantity} is held`, async () => {
    const held = await askOrder();
    return held.isHit && held.quantity === quantity;
  });

describe('an answer', () => {
  it('is held until the shop changes what it tells of', async () => {
    const { quantity } = await askOrder();
    const before = quantity ?? 0;
    expect(await askOrder()).toEqual({ quantity: before, isHit: true });
    await changeOrder();
    await until('the answer is the new one', async () => (await askOrder()).quantity === before + 1);
    await untilHeld(before + 1);
  });

  it('for everybody is held until an admin changes the models', async () => {
    const prices = '{ models { name inputPrice { amount } } }';
    await ask(prices);
    expect(await ask(prices)).toMatchObject({ isHit: true });
    const model = `{ provider: "openai", name: "held-1", capabilities: [CHAT], contextWindow: 1000, inputPrice: "7", outputPrice: "9",
      priority: 99 }`;
    await ask(`mutation { registerModel(input: ${model}) { model { id } errors { __typename } } }`);
    await until('the model is there', async () => JSON.stringify((await ask(prices)).data).includes('held-1'));
    await until('it is held again', async () => (await ask(prices)).isHit);
  });

  it('is given to nobody of another organization', async () => {
    await untilHeld((await askOrder()).quantity ?? 0);
    const signUp = `mutation { signUp(input: { email: "other@conea.example", password: "a long and odd sentence", name: "Other",
      organizationName: "Other" }) { session { accessToken } } }`;
    const shape = z.object({ signUp: z.object({ session: z.object({ accessToken: z.string() }) }) });
    const { session } = (await client.request(signUp, shape)).signUp;
    const other = `Bearer ${session.accessToken}`;
    expect(await askOrder(other)).toEqual({ quantity: null, isHit: false });
  });
});

/** Waits until a change of the order is an event, which the router may not have been told yet. */
async function changeAndWait(): Promise<void> {
  const before = await countChanges();
  await changeOrder();
  await until('the change is an event', async () => (await countChanges()) > before, 30_000);
}

describe('a change that the router does not hear of', () => {
  it('since it stands still is told when it goes on', async () => {
    const before = (await askOrder()).quantity ?? 0;
    await untilHeld(before);
    const router = stack.pidOf('router');
    process.kill(router, 'SIGSTOP');
    await changeAndWait();
    process.kill(router, 'SIGCONT');
    await until('the answer is the new one', async () => (await askOrder()).quantity === before + 1, 10_000);
    await untilHeld(before + 1);
  });

  it('since it was killed is told to the next one', async () => {
    const before = (await askOrder()).quantity ?? 0;
    stack.kill('router');
    await changeAndWait();
    await stack.ready('router');
    await until('the next one was told', async () => (await countInvalidations()) > 0, 30_000);
    await untilHeld(before + 1);
  });

  it('since the subgraph was killed is told by the next one', async () => {
    const before = (await askOrder()).quantity ?? 0;
    const router = stack.pidOf('router');
    process.kill(router, 'SIGSTOP');
    await changeAndWait();
    stack.kill('integration');
    process.kill(router, 'SIGCONT');
    await stack.ready('integration');
    await until('the answer is the new one', async () => (await askOrder()).quantity === before + 1);
    await untilHeld(before + 1);
  });
});

async function countInvalidations(): Promise<number> {
  const metrics = await (await fetch(`${stack.endpoint}/metrics`)).text();
  return Number(/^router_response_cache_invalidations_total\{kind="cache_tag".*\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}

describe('what is told twice', () => {
  it('does no harm: the answer is the same, and held again', async () => {
    const before = (await askOrder()).quantity ?? 0;
    await untilHeld(before);
    const told = await countInvalidations();
    const group = `stream = 'integration' and consumer_group like 'cache of %'`;
    const [end] = await eventLog.many<{ position: string }>(`select position from consumer_groups where ${group}`);
    await eventLog.many(`update consumer_groups set position = 0 where ${group}`);
    await until('all events were delivered again', async () => {
      const [now] = await eventLog.many<{ position: string }>(`select position from consumer_groups where ${group}`);
      return now?.position === end?.position;
    });
    expect(await countInvalidations()).toBeGreaterThanOrEqual(told + 1_000);
    await untilHeld(before);
  });
});
