import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Order } from './data/records.ts';
import type { Shop } from './shop.ts';
import type { Subscriptions } from './webhooks/subscriptions.ts';
import { topicNames } from './webhooks/topics.ts';

const text = z.string();
const address = z.object({
  firstName: text,
  lastName: text,
  company: text.nullable(),
  address1: text,
  address2: text.nullable(),
  city: text,
  province: text,
  provinceCode: text,
  zip: text,
  country: text,
  countryCode: text,
  phone: text,
});
const lineItem = z.object({
  id: text,
  productId: text,
  variantId: text,
  sku: text,
  title: text,
  variantTitle: text,
  vendor: text,
  quantity: z.int(),
  currentQuantity: z.int(),
  price: z.int(),
});
const order: z.ZodType<Order> = z.object({
  id: text,
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
  index: z.object({ updatedAt: z.coerce.date().nullable(), catchesUpAt: z.number() }),
  number: z.int(),
  cancelledAt: z.coerce.date().nullable(),
  cancelReason: z.enum(['customer', 'inventory']).nullable(),
  closedAt: z.coerce.date().nullable(),
  test: z.boolean(),
  financialStatus: z.enum(['pending', 'authorized', 'paid', 'partially_refunded', 'refunded', 'voided']),
  fulfillmentStatus: z.enum(['fulfilled', 'partial']).nullable(),
  email: text.nullable(),
  phone: text,
  note: text.nullable(),
  tags: z.array(text),
  sourceName: text,
  customerId: text.nullable(),
  presentmentCurrency: text,
  shippingAddress: address,
  lineItems: z.array(lineItem),
  shipping: z.int(),
});
const subscription = z.object({
  id: text,
  topic: z.enum(topicNames),
  uri: text,
  name: text.nullable(),
  createdAt: z.coerce.date(),
  consecutiveFailures: z.int(),
});
const stateShape = z.object({
  start: z.coerce.date(),
  shops: z.array(z.object({ domain: text, orders: z.array(order), subscriptions: z.array(subscription) })),
});

/** What a simulator keeps over a restart: the time its data is counted from, its orders and its webhook subscriptions. */
export type State = z.infer<typeof stateShape>;

/** Reads the file; null when there is none yet. */
export function readState(path: string): State | null {
  if (!existsSync(path)) return null;
  try {
    return stateShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error(`the state file ${path} cannot be read; delete it to begin anew`, { cause });
  }
}

/** Replaces the file as a whole. */
export function writeState(path: string, start: Date, shops: Iterable<Shop>, subscriptions: Subscriptions): void {
  const state = {
    start,
    shops: [...shops].map(({ domain, orders }) => ({
      domain,
      orders: [...orders.values()],
      subscriptions: subscriptions.list(domain),
    })),
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}
