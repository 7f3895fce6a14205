import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../test/support/until.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import { startCable } from './support/cable.ts';
import { startIssuer } from './support/issuer.ts';
import { createOrderShop } from './support/order-shop.ts';
import { createSubscribers, type Subscriber } from './support/subscribers.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

let shop: ReturnType<typeof createOrderShop>;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraphs: TestSubgraph[];
let router: TestRouter;
let subscribers: ReturnType<typeof createSubscribers>;

async function start(
  subscription: RouterConfigInput['subscription'] = {},
  websocket: { max_operations?: number } = {},
): Promise<void> {
  const config = { ...issuer.config, transports: { drain_time: '50ms', websocket }, subscription };
  router = await startRouter(shop.definitions, subgraphs, { config });
  subscribers = createSubscribers(router.url, () => shop.counts.open);
}
beforeEach(async () => {
  shop = createOrderShop();
  issuer = await startIssuer();
  subgraphs = await Promise.all(shop.definitions.map((definition) => startSubgraph(definition)));
});
afterEach(async () => {
  await subscribers.close();
  await router.stop();
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  await issuer.stop();
});

const placed = 'subscription ($after: String) { orderPlaced(after: $after) { order { id note } } }';
const newest = 'subscription ($after: String) { newestOrder(after: $after) { order { id } } }';
const event = (number: number) => ({
  data: { orderPlaced: { order: { id: `order${number}`, note: `note of order${number}` } } },
});
const events = (...numbers: number[]) => numbers.map(event);
const noteRequests = () => subgraphs[1]?.requests.length;
const tokenOf = async (claims: object) => ({ authorization: `Bearer ${await issuer.token({ ...claims })}` });
const received = (count: number, ...list: Subscriber[]) =>
  until(`${count} results came`, () => list.every(({ results }) => results.length >= count));

describe('clients that see the same', () => {
  it('are a thousand on one subscription to the subgraph, with one fetch of entities for each event', async () => {
    await start();
    const all = Array.from({ length: 1_000 }, () => subscribers.subscribe(placed));
    await subscribers.stand();
    shop.place();
    await received(1, ...all);
    shop.place(2);
    await received(3, ...all);
    expect(shop.counts.subscriptions).toBe(1);
    expect(noteRequests()).toBe(3);
    for (const { results } of all) expect(results).toEqual(events(1, 2, 3));
  });

  it('may have other operations that ask the subgraph for the same', async () => {
    await start();
    const one = subscribers.subscribe('subscription { orderPlaced { order { id a: note } } }');
    const other = subscribers.subscribe('subscription { orderPlaced { order { id b: note } } }');
    await subscribers.stand();
    shop.place();
    await received(1, one, other);
    expect([one, other].map(({ results }) => results[0]?.data)).toEqual([
      { orderPlaced: { order: { id: 'order1', a: 'note of order1' } } },
      { orderPlaced: { order: { id: 'order1', b: 'note of order1' } } },
    ]);
    expect(shop.counts.subscriptions).toBe(1);
  });

  it('leave one subscription to those who stay, and none when all have left', async () => {
    await start();
    const [first, second] = [subscribers.subscribe(placed), subscribers.subscribe(placed)];
    await subscribers.stand();
    shop.place();
    await received(1, first, second);
    first.stop();
    await subscribers.stand();
    shop.place();
    await received(2, second);
    expect(first.results).toEqual(events(1));
    second.stop();
    await until('the shop has no subscription', () => shop.counts.open === 0);
    expect(shop.counts.subscriptions).toBe(1);
  });
});

describe('callers', () => {
  const sharedBy = (depends_on: 'tenant' | 'nobody', entities_depend_on: 'tenant' | 'caller' = 'caller') =>
    start({ deduplication: { fields: { orderPlaced: { depends_on, entities_depend_on } } } });
  const subscribeAs = async (...claims: object[]) => {
    const headers = await Promise.all(claims.map(tokenOf));
    const list = headers.map((header) => subscribers.subscribe(placed, {}, header));
    await subscribers.stand();
    shop.place();
    await received(1, ...list);
    for (const { results } of list) expect(results).toEqual(events(1));
    return { subscriptions: shop.counts.subscriptions, fetches: noteRequests() };
  };

  it('share nothing with another user as long as nothing is said of the field', async () => {
    await start();
    expect(await subscribeAs({ sub: 'usr_1' }, { sub: 'usr_2' })).toEqual({ subscriptions: 2, fetches: 2 });
  });
  it('share with themselves, whatever their tokens', async () => {
    await start();
    expect(await subscribeAs({ jti: 'jti_1' }, { jti: 'jti_2' })).toEqual({ subscriptions: 1, fetches: 1 });
  });
  it('of different tenants never share what depends on the tenant', async () => {
    await sharedBy('tenant', 'tenant');
    expect(await subscribeAs({ org: 'org_1' }, { org: 'org_2' })).toEqual({ subscriptions: 2, fetches: 2 });
  });
  it('of one tenant share what depends on the tenant', async () => {
    await sharedBy('tenant', 'tenant');
    const users = [
      { sub: 'usr_1', sid: 'ses_1' },
      { sub: 'usr_2', sid: 'ses_2' },
    ];
    expect(await subscribeAs(...users)).toEqual({ subscriptions: 1, fetches: 1 });
  });
  it('with other scopes do not share what depends on the tenant', async () => {
    await sharedBy('tenant', 'tenant');
    expect(await subscribeAs({ scope: 'read:own_data' }, { scope: '' })).toEqual({ subscriptions: 2, fetches: 2 });
  });
  it('share the events alone when the fields of other subgraphs depend on them', async () => {
    await sharedBy('nobody');
    expect(await subscribeAs({ sub: 'usr_1', org: 'org_1' }, { sub: 'usr_2', org: 'org_2' })).toEqual({
      subscriptions: 1,
      fetches: 2,
    });
  });
});

describe('who comes late', () => {
  it('with a cursor joins behind it, and loses and repeats nothing', async () => {
    await start();
    const first = subscribers.subscribe(placed, { after: '0' });
    shop.place(5);
    await received(5, first);
    const late = subscribers.subscribe(placed, { after: '2' });
    await received(3, late);
    shop.place(2);
    await received(7, first);
    await received(5, late);
    expect(first.results).toEqual(events(1, 2, 3, 4, 5, 6, 7));
    expect(late.results).toEqual(events(3, 4, 5, 6, 7));
    expect(shop.counts.subscriptions).toBe(1);
  });

  it('with a cursor that the router has forgotten asks the subgraph, and shares from where the others are', async () => {
    await start({ replay_events: 2 });
    const first = subscribers.subscribe(placed, { after: '0' });
    shop.place(9);
    await received(9, first);
    const late = subscribers.subscribe(placed, { after: '1' });
    await received(8, late);
    await until('one subscription is left', () => shop.counts.open === 1);
    shop.place(1);
    await received(9, late);
    expect(late.results).toEqual(events(2, 3, 4, 5, 6, 7, 8, 9, 10));
    await received(10, first);
    expect(first.results).toEqual(events(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    expect(shop.counts.subscriptions).toBe(2);
  });

  it('without a cursor has the beginning that a subscription of its own would have, and then shares', async () => {
    await start();
    shop.place(3);
    const first = subscribers.subscribe(newest);
    await received(1, first);
    const late = subscribers.subscribe(newest);
    await received(1, late);
    await until('one subscription is left', () => shop.counts.open === 1);
    shop.place();
    await received(2, first, late);
    const seen = [3, 4].map((number) => ({ data: { newestOrder: { order: { id: `order${number}` } } } }));
    expect(first.results).toEqual(seen);
    expect(late.results).toEqual(seen);
  });

  it('joins at once what is said to be live', async () => {
    await start({ deduplication: { fields: { orderPlaced: { is_live: true } } } });
    const first = subscribers.subscribe(placed);
    await subscribers.stand();
    shop.place();
    await received(1, first);
    const late = subscribers.subscribe(placed);
    await subscribers.stand();
    shop.place();
    await received(2, first);
    expect(late.results).toEqual(events(2));
    expect(shop.counts.subscriptions).toBe(1);
  });
});

describe('a subgraph', () => {
  it('that dies in the middle of an event loses and repeats nothing for any client', async () => {
    await start();
    const all = Array.from({ length: 20 }, () => subscribers.subscribe(placed, { after: '0' }));
    await subscribers.stand();
    shop.place();
    await received(1, ...all);
    const [source, notes] = subgraphs;
    notes?.delay(100);
    shop.place(2);
    await until('the event is being completed', () => (notes?.requests.length ?? 0) > 1);
    const port = Number(new URL(source?.url ?? '').port);
    await source?.stop();
    shop.place(2);
    notes?.delay(0);
    subgraphs = [await startSubgraph(shop.definitions[0], port), ...subgraphs.slice(1)];
    await received(5, ...all);
    shop.place();
    await received(6, ...all);
    for (const { results } of all) expect(results).toEqual(events(1, 2, 3, 4, 5, 6));
  });

  it('that is silent behind an open connection is found out by its heartbeat', async () => {
    const [source, ...others] = subgraphs;
    const cable = await startCable(Number(new URL(source?.url ?? '').port));
    const url = `http://127.0.0.1:${cable.port}/graphql`;
    subgraphs = source ? [{ ...source, url }, ...others] : [];
    await start({ upstream: { heartbeat_interval: '50ms', heartbeat_timeout: '50ms' } });
    const client = subscribers.subscribe(placed, { after: '0' });
    shop.place();
    await received(1, client);
    cable.cutSilently();
    shop.place();
    await received(2, client);
    expect(client.results).toEqual(events(1, 2));
    await cable.stop();
  });
});

describe('limits', () => {
  it('hold for a connection, also for a burst of subscriptions', async () => {
    await start({}, { max_operations: 2 });
    const burst = Array.from({ length: 4 }, () => subscribers.subscribe(placed));
    await until('two have ended', () => burst.filter(({ ended }) => ended).length >= 2);
    expect(burst.map(({ ended }) => ended)).toEqual([false, false, true, true]);
    burst[0]?.stop();
    await until('another one has its place', async () => {
      const next = subscribers.subscribe(placed, { after: '0' });
      shop.place();
      await until('it has an answer', () => next.ended || next.results.length > 0);
      return !next.ended;
    });
  });

  const codes = ({ results }: Subscriber) => results.map(({ errors }) => errors);
  const refused = [[expect.objectContaining({ extensions: { code: 'SUBSCRIPTION_MAX_LIMIT' } })]];

  it('hold for a user, over all connections, and give back what has ended', async () => {
    await start({ max_subscriptions_per_user: 2 });
    const mine = await tokenOf({ jti: 'jti_1' });
    const other = await tokenOf({ jti: 'jti_2' });
    const [first] = [subscribers.subscribe(placed, {}, mine), subscribers.subscribe(placed, {}, other)];
    await subscribers.stand();
    const third = subscribers.subscribe(placed, {}, other);
    await until('the third has ended', () => third.ended);
    expect(codes(third)).toEqual(refused);
    const another = subscribers.subscribe(placed, {}, await tokenOf({ sub: 'usr_2' }));
    first?.stop();
    await subscribers.stand();
    const again = subscribers.subscribe(placed, {}, mine);
    await subscribers.stand();
    shop.place();
    await received(1, again, another);
    expect(again.results).toEqual(events(1));
  });

  it('hold for the router', async () => {
    await start({ max_opened_subscriptions: 1 });
    subscribers.subscribe(placed, {}, await tokenOf({ sub: 'usr_1' }));
    await subscribers.stand();
    const second = subscribers.subscribe(placed, {}, await tokenOf({ sub: 'usr_2' }));
    await until('the second has ended', () => second.ended);
    expect(codes(second)).toEqual(refused);
  });
});
