import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { until } from '../../../test/support/until.ts';
import { operationsOf } from './support/operations.ts';
import { clientSecret, credentials, previousSecret, signedHeaders, startSimulator } from './support/simulator.ts';
import { aCaller, anOrganization, startSubgraph } from './support/subgraph.ts';

const simulator = await startSimulator({ SIMULATOR_SHOPS: 'conea-demo.myshopify.com:40' });
const subgraph = await startSubgraph(simulator.url);
const organizationId = anOrganization();
const { connected, synced, orders, findIntegration, findOrder, disconnect } = operationsOf(
  subgraph,
  aCaller(organizationId),
);
const integrationId = await connected();
await synced(integrationId);
beforeEach(() => simulator.setFaults({}));
afterAll(async () => {
  await subgraph.stop();
  await simulator.kill('SIGTERM');
});

const orderOf = async (sourceId: string) =>
  (await orders({ integrationId })).nodes.find((order) => order.sourceId === sourceId);
const verdicts = async (key: string) =>
  (
    await subgraph.database.many<{ verdict: string }>(
      sql`select verdict from webhook_requests where dedupe_key = ${key} order by received_at, id`,
    )
  ).map(({ verdict }) => verdict);
const changes = async (orderId: string) =>
  (
    await subgraph.database.many<{ changeType: string }>(sql`
      select data ->> 'changeType' as "changeType"
      from outbox
      where type = 'conea.integration.order.changed' and subject = ${orderId}
      order by position`)
  ).map(({ changeType }) => changeType);
const settled = () =>
  until('every notification is processed', async () => {
    const { open } = await subgraph.database.one<{ open: number }>(
      sql`select count(*) as open from webhook_requests where verdict = 'accepted' and processed_at is null`,
    );
    return open === 0;
  });
const body = JSON.stringify({ id: 1 });
const keyOf = (headers: Record<string, string>) => headers['x-shopify-webhook-id'] ?? '';

describe('a delivery that is not genuine', () => {
  it.each(['hmac-sha256', 'topic', 'shop-domain', 'api-version', 'webhook-id'])(
    'gets 400 without x-shopify-%s',
    async (name) => {
      const headers = signedHeaders(body);
      delete headers[`x-shopify-${name}`];
      expect((await subgraph.notify(integrationId, headers, body)).status).toBe(400);
    },
  );

  it('gets 400 for an empty body, and for one that names no record', async () => {
    expect((await subgraph.notify(integrationId, signedHeaders(''), '')).status).toBe(400);
    for (const odd of ['{}', '[]', '{"id":"abc"}', '{"id":1.5}', 'not json']) {
      const headers = signedHeaders(odd);
      expect([odd, (await subgraph.notify(integrationId, headers, odd)).status]).toEqual([odd, 400]);
      expect(await verdicts(keyOf(headers))).toEqual(['malformed']);
    }
  });

  it('gets 401 for a signature with another secret, or over other bytes', async () => {
    const forged = signedHeaders(body, 'orders/updated', 'another secret');
    expect((await subgraph.notify(integrationId, forged, body)).status).toBe(401);
    expect(await verdicts(keyOf(forged))).toEqual(['bad_signature']);
    expect((await subgraph.notify(integrationId, signedHeaders(body), `${body} `)).status).toBe(401);
  });

  it('gets 401 when another shop is meant', async () => {
    const headers = { ...signedHeaders(body), 'x-shopify-shop-domain': 'other.myshopify.com' };
    expect((await subgraph.notify(integrationId, headers, body)).status).toBe(401);
    expect(await verdicts(keyOf(headers))).toEqual(['wrong_shop']);
  });

  it('gets 404 for an integration that is unknown', async () => {
    for (const unknown of [`int_${'0'.repeat(32)}`, 'nonsense', "'; drop table orders; --"]) {
      const headers = signedHeaders(body);
      expect((await subgraph.notify(encodeURIComponent(unknown), headers, body)).status).toBe(404);
      expect(await verdicts(keyOf(headers))).toEqual(['unknown_integration']);
    }
  });
});

describe('a genuine delivery', () => {
  it('changes the order once, although it comes three times', async () => {
    await simulator.setFaults({ duplicates: 2 });
    const { id, total } = await simulator.changeOrder();
    await until('the order has changed', async () => (await orderOf(id))?.total.amount === total);
    const order = await orderOf(id);
    const [delivery] = (await simulator.deliveries()).slice(-1);
    await until('all three have arrived', async () => (await verdicts(delivery?.webhookId ?? '')).length === 3);
    expect((await verdicts(delivery?.webhookId ?? '')).sort()).toEqual(['accepted', 'duplicate', 'duplicate']);
    await settled();
    expect(await changes(order?.id ?? '')).toEqual(['created', 'updated']);
  });

  it('leads to the newest state when deliveries arrive in the wrong order', async () => {
    await simulator.setFaults({ isReordered: true });
    const { id } = await simulator.changeOrder();
    await simulator.changeOrder(id, 'refund');
    const { total } = await simulator.changeOrder(id, 'address');
    await until('the order has changed', async () => (await orderOf(id))?.total.amount === total);
    await until('all have been sent', async () =>
      (await simulator.deliveries()).every(({ state }) => state !== 'pending'),
    );
    await settled();
    expect((await orderOf(id))?.total.amount).toBe(total);
  });

  it('creates an order that is new, once, although two topics tell of it', async () => {
    const { id } = await simulator.placeOrder();
    await until('the order is there', () => orderOf(id));
    await settled();
    expect(await changes((await orderOf(id))?.id ?? '')).toEqual(['created']);
  });

  it('buries a deleted order; a late notification does not bring it back', async () => {
    const { id } = await simulator.placeOrder();
    await until('the order is there', () => orderOf(id));
    await settled();
    const order = await orderOf(id);
    await simulator.deleteOrder(id);
    await until('the order is gone', async () => (await orderOf(id)) === undefined);
    const late = `{"id":${id},"updated_at":"2999-01-01T00:00:00Z"}`;
    expect((await subgraph.notify(integrationId, signedHeaders(late), late)).status).toBe(200);
    await settled();
    expect(await orderOf(id)).toBeUndefined();
    expect(await findOrder(order?.id ?? '')).toMatchObject({ deletedAt: expect.any(String) });
    expect(await changes(order?.id ?? '')).toEqual(['created', 'deleted']);
  });

  it('leaves the order as it is when the store still has what is stored', async () => {
    const stored = (await orders({ integrationId })).nodes.at(-1);
    const stale = `{"id":${stored?.sourceId},"updated_at":"2001-01-01T00:00:00Z","current_total_price":"1"}`;
    const headers = signedHeaders(stale);
    expect((await subgraph.notify(integrationId, headers, stale)).status).toBe(200);
    await settled();
    expect(await findOrder(stored?.id ?? '')).toEqual(stored);
    expect(await changes(stored?.id ?? '')).toEqual(['created']);
  });

  it('waits when the store throttles, and fails over a problem of the store', async () => {
    await simulator.setFaults({ throttleMode: 'http200', throttledCalls: 2 });
    const { id, total } = await simulator.changeOrder();
    await until('the order has changed', async () => (await orderOf(id))?.total.amount === total);
    await simulator.setFaults({ failureStatus: 502, failingCalls: 1 });
    const next = await simulator.changeOrder(id);
    await until('the order has changed again', async () => (await orderOf(id))?.total.amount === next.total);
  });

  it('is accepted with the headers of the newer family', async () => {
    const stored = (await orders({ integrationId })).nodes.at(-1);
    const text = `{"id":${stored?.sourceId}}`;
    const headers = Object.fromEntries(
      Object.entries(signedHeaders(text)).map(([name, value]) => [name.replace('x-shopify-', 'shopify-'), value]),
    );
    expect((await subgraph.notify(integrationId, headers, text)).status).toBe(200);
  });

  it('survives kill -9 between its acknowledgement and its effect', async () => {
    await simulator.setFaults({ latency: 3_000 });
    const { id, total } = await simulator.changeOrder();
    await until('it is acknowledged', async () => (await simulator.deliveries()).at(-1)?.state === 'delivered');
    await subgraph.kill();
    await simulator.setFaults({});
    await subgraph.restart();
    await until('the order has changed', async () => (await orderOf(id))?.total.amount === total, 40_000);
  });

  it('is sent again by the store, and taken in, when nobody was there', async () => {
    await subgraph.kill();
    const { id, total } = await simulator.changeOrder();
    await subgraph.restart();
    await until('the order has changed, or the store has given up', async () => {
      const isGivenUp = (await simulator.deliveries()).at(-1)?.state === 'given up';
      return isGivenUp || (await orderOf(id))?.total.amount === total;
    });
    // Shopify drops a subscription when it gives up; the next reading finds the change and subscribes again.
    await synced(integrationId);
    expect((await orderOf(id))?.total.amount).toBe(total);
    await until('the store is subscribed to again', async () => (await simulator.subscriptions()).length === 10);
  });

  it('erases a customer whose data the store has to redact', async () => {
    const order = (await orders({ integrationId })).nodes.find(({ customer }) => customer !== null);
    await simulator.redact(`${subgraph.webhookUrl}/webhooks/shopify/${integrationId}`, order?.customer?.sourceId ?? '');
    await until('the customer is erased', async () => (await findOrder(order?.id ?? ''))?.customer === null);
    expect(await findOrder(order?.id ?? '')).toMatchObject({ email: null });
  });

  it('may be signed with the secret before the last rotation', async () => {
    const other = operationsOf(subgraph, aCaller(anOrganization()));
    const rotated = await other.connected({ credentials: { ...credentials, clientSecret: previousSecret } });
    expect(await other.connected({ credentials: { ...credentials, clientSecret } })).toBe(rotated);
    const text = '{"id":1}';
    for (const secret of [clientSecret, previousSecret]) {
      const { status } = await subgraph.notify(rotated, signedHeaders(text, 'orders/updated', secret), text);
      expect(status).toBe(200);
    }
    const { status } = await subgraph.notify(rotated, signedHeaders(text, 'orders/updated', 'older still'), text);
    expect(status).toBe(401);
  });

  it('is not taken in any more when the store is disconnected', async () => {
    const other = operationsOf(subgraph, aCaller(anOrganization()));
    const gone = await other.connected();
    await other.disconnect(gone);
    const text = '{"id":1}';
    expect((await subgraph.notify(gone, signedHeaders(text), text)).status).toBe(404);
    await until('the credentials are forgotten', async () => {
      const rows = await subgraph.database.many(sql`
        select integration_id from store_credentials where integration_id = ${gone}
        union all
        select integration_id from signing_secrets where integration_id = ${gone}`);
      return rows.length === 0;
    });
    const addresses = (await simulator.subscriptions()).map(({ uri }) => uri);
    expect(addresses.filter((address) => address.endsWith(gone))).toEqual([]);
  });

  it('counts in the health of the store', async () => {
    const { notifications } = (await findIntegration(integrationId)) ?? {};
    expect(notifications?.acceptedCount).toBeGreaterThan(5);
    expect(notifications?.refusedCount).toBeGreaterThan(5);
    expect((await disconnect(`int_${'0'.repeat(32)}`)).errors).toMatchObject([{ __typename: 'NotFound' }]);
  });
});
