import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import WebSocket from 'ws';
import { z } from 'zod';
import { until } from '../../test/support/until.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import { createOrderShop } from './support/order-shop.ts';
import { createSubscribers, type Subscriber } from './support/subscribers.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

let shop: ReturnType<typeof createOrderShop>;
let subgraphs: TestSubgraph[];
let router: TestRouter;
let fast: ReturnType<typeof createSubscribers>;
let slow: WebSocket;

type Policy = NonNullable<NonNullable<RouterConfigInput['subscription']>['slow_reader']>;

beforeEach(async () => {
  shop = createOrderShop();
  subgraphs = await Promise.all(shop.definitions.map((definition) => startSubgraph(definition)));
});
afterEach(async () => {
  slow.terminate();
  await fast.close();
  await router.stop();
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
});

const query =
  'subscription ($after: String, $size: Int) { orderPlaced(after: $after, size: $size) { cursor filling } }';
const variables = { after: '0', size: 500_000 };
const message = z.object({
  type: z.string(),
  payload: z
    .object({
      data: z.object({ orderPlaced: z.object({ cursor: z.string() }) }).nullish(),
      errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
      extensions: z.object({ droppedEvents: z.number() }).optional(),
    })
    .optional(),
});
type Message = z.infer<typeof message>;
const count = 40;

/** One client takes all events; another, on the same subscription, nothing until they all were sent, more than its socket holds. */
async function overwhelm(slow_reader: Policy): Promise<{ quick: Subscriber; slowly: Message[] }> {
  const config = { transports: { drain_time: '50ms' }, subscription: { queue_capacity: 4, slow_reader } };
  router = await startRouter(shop.definitions, subgraphs, { config });
  fast = createSubscribers(router.url, () => shop.counts.open);
  const quick = fast.subscribe(query, variables);
  slow = new WebSocket(router.url.replace('http', 'ws'), 'graphql-transport-ws');
  const slowly: Message[] = [];
  slow.on('message', (data: Buffer) => slowly.push(message.parse(JSON.parse(data.toString('utf8')))));
  await once(slow, 'open');
  slow.send(JSON.stringify({ type: 'connection_init' }));
  await until('the connection stands', () => slowly.length === 1);
  slow.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query, variables } }));
  shop.place();
  await until('both have the first event', () => slowly.length === 2 && quick.results.length === 1);
  slow.pause();
  for (let placed = 2; placed <= count; placed++) {
    shop.place();
    await until('the quick client has the event', () => quick.results.length === placed);
  }
  slow.resume();
  return { quick, slowly };
}
const cursors = (messages: readonly Message[]) =>
  messages.flatMap(({ payload }) => (payload?.data ? [Number(payload.data.orderPlaced.cursor)] : []));
const droppedBy = (messages: readonly Message[]) =>
  messages.reduce((sum, { payload }) => sum + (payload?.extensions?.droppedEvents ?? 0), 0);

describe('a client that does not take its events', () => {
  it('is told so and has no more of them, and others are not held up', async () => {
    const { quick, slowly } = await overwhelm('disconnect');
    await until('the slow client is told', () => slowly.at(-1)?.type === 'complete');
    expect(slowly.at(-2)?.payload?.errors).toEqual([{ extensions: { code: 'SUBSCRIBER_TOO_SLOW' } }]);
    const seen = cursors(slowly);
    expect(seen).toEqual(seen.map((_, index) => index + 1));
    expect(seen.length).toBeLessThan(count);
    expect(quick.results).toHaveLength(count);
  });

  it.each(['drop_oldest', 'coalesce'] as const)(
    'with %s has the newest, and is told how many it missed',
    async (policy) => {
      const { quick, slowly } = await overwhelm(policy);
      await until('the newest event came', () => cursors(slowly).at(-1) === count);
      const seen = cursors(slowly);
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      expect(droppedBy(slowly)).toBeGreaterThan(0);
      expect(seen.length + droppedBy(slowly)).toBe(count);
      expect(quick.results).toHaveLength(count);
    },
  );
});
