import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { app, type Tokens } from '../app.ts';
import { orderChanges, type Acted, type Buyer } from '../buyer.ts';
import { totalsOf, type Order } from '../data/records.ts';
import { faultsShape, type Faults } from '../faults.ts';
import { restAmount } from '../money.ts';
import type { Shop } from '../shop.ts';
import type { Deliveries, Delivery } from '../webhooks/deliveries.ts';
import type { Subscriptions } from '../webhooks/subscriptions.ts';
import { complianceTopics } from '../webhooks/topics.ts';
import { toBody } from '../webhooks/rest.ts';

export type ControlOptions = {
  shops: ReadonlyMap<string, Shop>;
  buyer: Buyer;
  deliveries: Deliveries;
  subscriptions: Subscriptions;
  tokens: Tokens;
  faults: Faults;
  counters: { calls: number };
};

const whichShop = z.object({ shop: z.string().optional() });
const changeShape = whichShop.extend({
  order: z.string().optional(),
  change: z.enum(orderChanges).default('quantity'),
});
const orderShape = whichShop.extend({ order: z.string() });
const complianceShape = whichShop.extend({
  topic: z.enum(complianceTopics),
  address: z.url(),
  customer: z.string().optional(),
});

/** `/simulator/*`: what people do in the shop, and what goes wrong on purpose. No part of Shopify. */
export function serveControl(server: FastifyInstance, options: ControlOptions): void {
  const { shops, buyer, deliveries, subscriptions, tokens, faults, counters } = options;
  const shopOf = (body: unknown): Shop => {
    const domain = whichShop.parse(body ?? {}).shop;
    const shop = domain === undefined ? shops.values().next().value : shops.get(domain);
    if (!shop) throw notFound(`there is no shop ${domain}`);
    return shop;
  };
  server.get('/simulator/shops', () => [...shops.values()].map(describeShop));
  server.get('/simulator/deliveries', () => deliveries.list().map(describeDelivery));
  server.get('/simulator/subscriptions', (request) => subscriptions.list(shopOf(request.query).domain));
  server.get('/simulator/counters', () => ({ ...counters, deliveries: deliveries.list().length }));
  server.get('/simulator/faults', () => faults);
  server.put('/simulator/faults', (request) => Object.assign(faults, faultsShape.parse(request.body)));
  server.post('/simulator/tokens/revoke', () => {
    tokens.revokeAll();
    return { revoked: true };
  });
  server.post('/simulator/orders/create', (request) => {
    const shop = shopOf(request.body);
    return describeActed(shop, buyer.placeOrder(shop));
  });
  server.post('/simulator/orders/change', (request) => {
    const shop = shopOf(request.body);
    const { order, change } = changeShape.parse(request.body ?? {});
    return describeActed(shop, buyer.changeOrder(shop, findOrder(shop, order), change));
  });
  server.post('/simulator/orders/delete', (request) => {
    const shop = shopOf(request.body);
    return describeActed(shop, buyer.deleteOrder(shop, findOrder(shop, orderShape.parse(request.body).order)));
  });
  server.post('/simulator/products/change', (request) => {
    const shop = shopOf(request.body);
    const product = shop.products.values().next().value;
    if (!product) throw notFound('the shop has no product');
    const acted = buyer.changeProduct(shop, product);
    return { product: { id: product.id, title: product.title }, deliveries: acted.deliveries.map(describeDelivery) };
  });
  server.post('/simulator/compliance', (request) => {
    const { topic, address, customer } = complianceShape.parse(request.body);
    const shop = shopOf(request.body);
    const body = toBody({
      shop_id: BigInt(shop.id),
      shop_domain: shop.domain,
      ...(customer && { customer: { id: BigInt(customer) }, orders_to_redact: [] }),
    });
    return describeDelivery(deliveries.sendTo(address, shop.domain, topic, body));
  });
}

/** The order with this id or name; without one, the newest that was not cancelled. */
function findOrder(shop: Shop, order: string | undefined): Order {
  const orders = [...shop.orders.values()];
  const found =
    order === undefined
      ? orders.findLast(({ cancelledAt }) => cancelledAt === null)
      : orders.find(({ id, number }) => id === order || `#${number}` === order);
  if (!found) throw notFound(`there is no order ${order}`);
  return found;
}

function describeShop(shop: Shop) {
  const { clientId, clientSecrets, accessToken } = app;
  return {
    shopDomain: shop.domain,
    name: shop.name,
    credentials: { clientId, clientSecret: clientSecrets[0], accessToken },
    orders: shop.orders.size,
    products: shop.products.size,
    customers: shop.customers.size,
  };
}

function describeActed(shop: Shop, { record, deliveries }: Acted<Order>) {
  const order = {
    id: record.id,
    name: `#${record.number}`,
    updatedAt: record.updatedAt,
    total: restAmount(totalsOf(record).total, shop.currency.decimals),
  };
  return { order, deliveries: deliveries.map(describeDelivery) };
}

function describeDelivery({ body, ...delivery }: Delivery) {
  return { ...delivery, byteSize: body.length };
}

function notFound(message: string): Error {
  return Object.assign(new Error(message), { statusCode: 404 });
}
