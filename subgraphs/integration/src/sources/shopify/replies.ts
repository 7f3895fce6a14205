import { z } from 'zod';

// NUL cannot be stored in Postgres.
const text = z.string().transform((value) => value.replaceAll('\0', ''));
const optional = text.nullish().transform((value) => value ?? null);
const time = z.iso.datetime({ offset: true });
const money = z.object({ amount: z.string(), currencyCode: z.string() });
const shopMoney = z.object({ shopMoney: money });
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });

/** A nested list, of which a record holds the first page. */
const listOf = <Item extends z.ZodType>(item: Item) => z.object({ nodes: z.array(item), pageInfo });

export const address = z.object({
  name: optional,
  address1: optional,
  address2: optional,
  city: optional,
  provinceCode: optional,
  zip: optional,
  countryCodeV2: optional,
  phone: optional,
});

export const lineItem = z.object({
  id: z.string(),
  sku: optional,
  title: text,
  quantity: z.int(),
  currentQuantity: z.int(),
  originalUnitPriceSet: shopMoney,
  product: z.object({ id: z.string() }).nullish(),
});

export const order = z.object({
  id: z.string(),
  createdAt: time,
  updatedAt: time,
  name: text,
  cancelledAt: time.nullish(),
  test: z.boolean(),
  displayFinancialStatus: z.string().nullish(),
  displayFulfillmentStatus: z.string(),
  email: optional,
  tags: z.array(text),
  currentTotalPriceSet: shopMoney,
  currentSubtotalPriceSet: shopMoney.nullish(),
  currentTotalTaxSet: shopMoney.nullish(),
  totalShippingPriceSet: shopMoney.nullish(),
  customer: z.object({ id: z.string() }).nullish(),
  shippingAddress: address.nullish(),
  lineItems: listOf(lineItem),
});

export const variant = z.object({
  id: z.string(),
  title: text,
  sku: optional,
  barcode: optional,
  price: z.string(),
  inventoryQuantity: z.int().nullish(),
});

export const product = z.object({
  id: z.string(),
  createdAt: time,
  updatedAt: time,
  title: text,
  handle: optional,
  vendor: optional,
  productType: optional,
  status: z.string(),
  tags: z.array(text),
  variants: listOf(variant),
});

export const customer = z.object({
  id: z.string(),
  createdAt: time,
  updatedAt: time,
  displayName: optional,
  tags: z.array(text),
  numberOfOrders: z.coerce.number(),
  defaultEmailAddress: z.object({ emailAddress: optional }).nullish(),
  defaultPhoneNumber: z.object({ phoneNumber: optional }).nullish(),
  amountSpent: money.nullish(),
  defaultAddress: address.nullish(),
});

const shop = z.object({ currencyCode: z.string() });

/** The answer of `pageQuery`. */
export const pageOf = <Node extends z.ZodType>(node: Node) => z.object({ shop, records: listOf(node) });

/** The answer of `recordQuery`: a list of one, or of none when there is no such record. */
export const recordOf = <Node extends z.ZodType>(node: Node) =>
  z.object({ shop, record: z.preprocess((record) => (record === null ? [] : [record]), z.array(node)) });

/** The answer of the queries for more items; the record is null when it was deleted meanwhile. */
export const itemsOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ record: z.object({ items: listOf(item) }).nullable() });

export const count = z.object({
  records: z.object({ count: z.int(), precision: z.enum(['EXACT', 'AT_LEAST']) }).nullish(),
});

export const profile = z.object({
  shop: z.object({ name: text, currencyCode: z.string() }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

export const subscriptions = z.object({
  webhookSubscriptions: listOf(z.object({ id: z.string(), topic: z.string(), uri: z.string() })),
});

const userErrors = z.array(z.object({ message: z.string() }));
export const createdSubscription = z.object({ webhookSubscriptionCreate: z.object({ userErrors }) });
export const deletedSubscription = z.object({ webhookSubscriptionDelete: z.object({ userErrors }) });
