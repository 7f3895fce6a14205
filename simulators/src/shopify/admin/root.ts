import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { app } from '../app.ts';
import type { ShopRecord } from '../data/records.ts';
import { indexedAt, type Shop } from '../shop.ts';
import type { Subscriptions, WebhookSubscription } from '../webhooks/subscriptions.ts';
import type { TopicName } from '../webhooks/topics.ts';
import { createCatalogue } from './catalogue.ts';
import { gid, parseGid, time } from './gid.ts';
import { createOrderObjects } from './orders.ts';
import { mapPage, toPage, type CursorRules, type PageArguments } from './page.ts';
import { parseSearch, type Searchable } from './search.ts';

export const adminSchema = buildSchema(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'));

type ListArguments = PageArguments & { query?: string | null; sortKey: string };
type CountArguments = { query?: string | null; limit?: number | null };

/** Resolvers of the query and mutation roots for one shop. */
export function createRoot(shop: Shop, subscriptions: Subscriptions, rules: CursorRules) {
  const catalogue = createCatalogue(shop, rules);
  const { product, customer } = catalogue;
  const order = createOrderObjects(shop, catalogue, rules);
  const byGid = <Record>(type: string, records: Map<string, Record>, id: string) => records.get(parseGid(type, id));
  const orders = { records: shop.orders, searchable: searchableOrder };
  const products = { records: shop.products, searchable: searchableRecord };
  const customers = { records: shop.customers, searchable: searchableRecord };
  const list = <Record extends ShopRecord>(source: Source<Record>, args: ListArguments) =>
    toPage(search(source, args.query), (record) => sortKey(record, args.sortKey), args, rules);
  const orderById = ({ id }: { id: string }) => mapMaybe(byGid('Order', shop.orders, id), order);
  const productById = ({ id }: { id: string }) => mapMaybe(byGid('Product', shop.products, id), product);
  const customerById = ({ id }: { id: string }) => mapMaybe(byGid('Customer', shop.customers, id), customer);
  return {
    shop: {
      __typename: 'Shop',
      id: gid('Shop', shop.id),
      name: shop.name,
      myshopifyDomain: shop.domain,
      currencyCode: shop.currency.code,
    },
    currentAppInstallation: {
      id: gid('AppInstallation', shop.id),
      accessScopes: app.scopes.map((handle) => ({ handle })),
    },
    node: (args: { id: string }) => orderById(args) ?? productById(args) ?? customerById(args),
    order: orderById,
    orders: (args: ListArguments) => mapPage(list(orders, args), order),
    ordersCount: (args: CountArguments) => countOf(orders, args),
    product: productById,
    products: (args: ListArguments) => mapPage(list(products, args), product),
    productsCount: (args: CountArguments) => countOf(products, args),
    customer: customerById,
    customers: (args: ListArguments) => mapPage(list(customers, args), customer),
    customersCount: (args: CountArguments) => countOf(customers, args),
    ...webhookFields(shop, subscriptions, rules),
  };
}

function webhookFields(shop: Shop, subscriptions: Subscriptions, rules: CursorRules) {
  type CreateArguments = { topic: TopicName; webhookSubscription: { uri?: string | null; name?: string | null } };
  return {
    webhookSubscription: ({ id }: { id: string }) =>
      mapMaybe(subscriptions.get(shop.domain, parseGid('WebhookSubscription', id)), webhookObject),
    webhookSubscriptions: (args: PageArguments & { topics?: readonly string[] | null; uri?: string | null }) => {
      const wanted = subscriptions
        .list(shop.domain)
        .filter(({ topic }) => !args.topics || args.topics.includes(topic))
        .filter(({ uri }) => !args.uri || args.uri === uri);
      return mapPage(
        toPage(wanted, ({ id }) => ({ value: 0, id }), args, rules),
        webhookObject,
      );
    },
    webhookSubscriptionCreate: ({ topic, webhookSubscription: { uri, name } }: CreateArguments) => {
      const refuse = (message: string) => ({
        webhookSubscription: null,
        userErrors: [{ field: ['webhookSubscription', 'uri'], message }],
      });
      if (!uri || !/^https?:\/\//.test(uri)) return refuse('Address is invalid');
      const isTaken = subscriptions.list(shop.domain).some((other) => other.topic === topic && other.uri === uri);
      if (isTaken) return refuse('Address for this topic has already been taken');
      const subscription = {
        ...{ id: shop.nextId(), topic, uri, name: name ?? null },
        createdAt: new Date(),
        consecutiveFailures: 0,
      };
      subscriptions.add(shop.domain, subscription);
      return { webhookSubscription: webhookObject(subscription), userErrors: [] };
    },
    webhookSubscriptionDelete: ({ id }: { id: string }) =>
      subscriptions.remove(shop.domain, parseGid('WebhookSubscription', id))
        ? { deletedWebhookSubscriptionId: id, userErrors: [] }
        : {
            deletedWebhookSubscriptionId: null,
            userErrors: [{ field: ['id'], message: 'Webhook subscription does not exist' }],
          },
  };
}

function webhookObject(subscription: WebhookSubscription) {
  return {
    __typename: 'WebhookSubscription',
    id: gid('WebhookSubscription', subscription.id),
    topic: subscription.topic,
    uri: subscription.uri,
    name: subscription.name,
    format: 'JSON',
    filter: null,
    includeFields: [],
    createdAt: time(subscription.createdAt),
    updatedAt: time(subscription.createdAt),
  };
}

type Source<Record extends ShopRecord> = {
  records: Map<string, Record>;
  searchable: (record: Record, updatedAt: Date) => Searchable;
};

/** Records that the index knows and that match; it judges by what it knew at its last update. */
function search<Record extends ShopRecord>({ records, searchable }: Source<Record>, query?: string | null): Record[] {
  const matches = parseSearch(query);
  return [...records.values()].filter((record) => {
    const updatedAt = indexedAt(record);
    return updatedAt !== null && matches(searchable(record, updatedAt));
  });
}

const searchableRecord = (record: ShopRecord, updatedAt: Date): Searchable => ({
  id: record.id,
  created_at: record.createdAt,
  updated_at: updatedAt,
});

const searchableOrder: Source<NonNullable<ReturnType<Shop['orders']['get']>>>['searchable'] = (record, updatedAt) => ({
  ...searchableRecord(record, updatedAt),
  processed_at: record.createdAt,
  name: `#${record.number}`,
  email: record.email,
  tag: record.tags,
  financial_status: record.financialStatus,
  fulfillment_status: record.fulfillmentStatus ?? 'unfulfilled',
});

function sortKey(record: ShopRecord, key: string) {
  if (key === 'UPDATED_AT') return { value: (indexedAt(record) ?? record.updatedAt).getTime(), id: record.id };
  return { value: key === 'ID' ? 0 : record.createdAt.getTime(), id: record.id };
}

function countOf<Record extends ShopRecord>(source: Source<Record>, { query, limit }: CountArguments) {
  const { length } = search(source, query);
  const isCapped = limit != null && length > limit;
  return { count: isCapped ? limit : length, precision: isCapped ? 'AT_LEAST' : 'EXACT' };
}

function mapMaybe<Item, Mapped>(item: Item | undefined, map: (item: Item) => Mapped): Mapped | null {
  return item === undefined ? null : map(item);
}
