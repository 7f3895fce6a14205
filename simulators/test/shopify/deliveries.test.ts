import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../test/support/until.ts';
import { app } from '../../src/shopify/app.ts';
import { createFaults } from '../../src/shopify/faults.ts';
import { createDeliveries } from '../../src/shopify/webhooks/deliveries.ts';
import { createSubscriptions } from '../../src/shopify/webhooks/subscriptions.ts';

type Received = { headers: IncomingHttpHeaders; body: string };
const received: Received[] = [];
let status = 200;
const receiver = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    received.push({ headers: request.headers, body });
    response.writeHead(status).end();
  });
});
const port = await new Promise<number>((resolve) => {
  receiver.listen(0, '127.0.0.1', () => {
    const address = receiver.address();
    resolve(typeof address === 'object' && address ? address.port : 0);
  });
});
afterAll(() => void receiver.close());
beforeEach(() => {
  received.length = 0;
  status = 200;
});

const domain = 'conea-demo.myshopify.com';
const uri = `http://127.0.0.1:${port}/webhooks`;

function aShop() {
  const faults = createFaults();
  const subscriptions = createSubscriptions(() => undefined);
  const subscription = {
    topic: 'ORDERS_UPDATED' as const,
    uri,
    name: null,
    createdAt: new Date(),
    consecutiveFailures: 0,
  };
  subscriptions.add(domain, { ...subscription, id: '1' });
  const deliveries = createDeliveries({ subscriptions, faults, apiVersion: '2026-10', timeScale: 0.000001 });
  const publish = (text: string) => deliveries.publish(domain, ['ORDERS_UPDATED'], Buffer.from(text));
  return { faults, subscriptions, deliveries, publish };
}

describe('deliveries', () => {
  it('tries eight times more with the same id, body and address, then gives up and deletes the subscription', async () => {
    status = 500;
    const { subscriptions, deliveries, publish } = aShop();
    const [delivery] = publish('{"id":1}');
    subscriptions.add(domain, {
      ...{ id: '1', topic: 'ORDERS_UPDATED', uri: `${uri}/moved`, name: null, createdAt: new Date() },
      consecutiveFailures: 0,
    });
    await until('the shop has given up', () => delivery?.state === 'given up');
    expect(received).toHaveLength(9);
    expect(new Set(received.map(({ headers }) => headers['x-shopify-webhook-id']))).toEqual(
      new Set([delivery?.webhookId]),
    );
    expect(new Set(received.map(({ body }) => body))).toEqual(new Set(['{"id":1}']));
    expect(subscriptions.list(domain)).toEqual([]);
    await deliveries.stop();
  });

  it('signs the bytes with the client secret, or with the one before its rotation', async () => {
    const { faults, deliveries, publish } = aShop();
    faults.signedWith = 'alternating';
    publish('{"id":1,"name":"注文"}');
    await until('the first has arrived', () => received.length === 1);
    publish('{"id":1,"name":"注文"}');
    await until('the second has arrived', () => received.length === 2);
    const signed = app.clientSecrets.map((secret) =>
      createHmac('sha256', secret).update('{"id":1,"name":"注文"}').digest('base64'),
    );
    expect(received.map(({ headers }) => headers['x-shopify-hmac-sha256'])).toEqual(signed);
    await deliveries.stop();
  });

  it('sends doubles with one id, holds back and reverses, and loses, when it is told to', async () => {
    const { faults, deliveries, publish } = aShop();
    faults.duplicates = 2;
    publish('"doubled"');
    await until('all three have arrived', () => received.length === 3);
    expect(new Set(received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(1);
    Object.assign(faults, { duplicates: 0, isReordered: true });
    for (const text of ['"1"', '"2"', '"3"']) publish(text);
    await until('the others have arrived', () => received.length === 6);
    expect(received.slice(3).map(({ body }) => body)).toEqual(['"3"', '"2"', '"1"']);
    Object.assign(faults, { isReordered: false, isDropping: true });
    expect(publish('"lost"')).toMatchObject([{ state: 'dropped', attempts: [] }]);
    await deliveries.stop();
  });
});
