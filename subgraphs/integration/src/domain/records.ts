import type { Keyset } from '@conea/platform';
import { z } from 'zod';

export const resources = ['orders', 'products', 'customers'] as const;

/** A kind of record that a store has. */
export type Resource = (typeof resources)[number];

const money = z.object({ amount: z.string(), currencyCode: z.string() });
const text = z.string().nullable();

const address = z.object({
  name: text,
  line1: text,
  line2: text,
  city: text,
  provinceCode: text,
  postalCode: text,
  countryCode: text,
  phone: text,
});

const lineItem = z.object({
  sourceId: z.string(),
  title: z.string(),
  sku: text,
  quantity: z.int(),
  currentQuantity: z.int(),
  unitPrice: money,
  productSourceId: text,
});

/** The content of an order as it is stored; times are in the row beside it. */
export const orderContent = z.object({
  name: z.string(),
  cancelledAt: z.iso.datetime().nullable(),
  isTest: z.boolean(),
  financialStatus: z.enum([
    'PENDING',
    'AUTHORIZED',
    'EXPIRED',
    'PARTIALLY_PAID',
    'PAID',
    'PARTIALLY_REFUNDED',
    'REFUNDED',
    'VOIDED',
    'UNKNOWN',
  ]),
  fulfillmentStatus: z.enum([
    'UNFULFILLED',
    'PENDING',
    'IN_PROGRESS',
    'PARTIALLY_FULFILLED',
    'FULFILLED',
    'RESTOCKED',
    'UNKNOWN',
  ]),
  total: money,
  subtotal: money.nullable(),
  tax: money.nullable(),
  shipping: money.nullable(),
  customerSourceId: text,
  email: text,
  shippingAddress: address.nullable(),
  tags: z.array(z.string()),
  lineItems: z.array(lineItem),
});

const variant = z.object({
  sourceId: z.string(),
  title: z.string(),
  sku: text,
  barcode: text,
  price: money,
  inventoryQuantity: z.int().nullable(),
});

/** The content of a product as it is stored. */
export const productContent = z.object({
  title: z.string(),
  handle: text,
  vendor: text,
  productType: text,
  status: z.enum(['ACTIVE', 'DRAFT', 'ARCHIVED', 'UNKNOWN']),
  tags: z.array(z.string()),
  variants: z.array(variant),
});

/** The content of a customer as it is stored. */
export const customerContent = z.object({
  name: text,
  email: text,
  phone: text,
  address: address.nullable(),
  tags: z.array(z.string()),
  orderCount: z.int(),
  totalSpent: money.nullable(),
});

export type OrderContent = z.infer<typeof orderContent>;
export type ProductContent = z.infer<typeof productContent>;
export type CustomerContent = z.infer<typeof customerContent>;
export type AddressContent = z.infer<typeof address>;
export type Content = OrderContent | ProductContent | CustomerContent;

/** A record as a store gave it. Times are the store's; `readAt` is ours, from before the store was asked. */
export type SourceRecord = {
  sourceId: string;
  createdAt: Date;
  updatedAt: Date;
  readAt: Date;
  content: Content;
};

/** A record of an organization, in the form that all stores share. */
export type Stored<Kind extends Content> = Kind & {
  id: string;
  organizationId: string;
  integrationId: string;
  sourceId: string;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
};

export type Order = Stored<OrderContent>;
export type Product = Stored<ProductContent>;
export type Customer = Stored<CustomerContent>;

/** A line of an order, with the store that it comes from. */
export type OrderLine = OrderContent['lineItems'][number] & { integrationId: string };

/** Conditions on orders; null is no condition. */
export type OrderConditions = {
  integrationId: string | null;
  updatedFrom: Date | null;
  placedFrom: Date | null;
  placedBefore: Date | null;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  isCancelled: boolean | null;
};

/** The position of a record in its list, which is ordered by the store's time of creation. */
export function keysetOf({ createdAt, id }: { createdAt: Date; id: string }): Keyset {
  return { at: createdAt, id };
}
