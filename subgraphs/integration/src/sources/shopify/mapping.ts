import type { z } from 'zod';
import { parseMoney } from '../../domain/amount.ts';
import type { AddressContent, CustomerContent, OrderContent, ProductContent } from '../../domain/records.ts';
import type * as replies from './replies.ts';

type ShopMoney = { shopMoney: { amount: string; currencyCode: string } };

const financialStatuses: Record<string, OrderContent['financialStatus']> = {
  AUTHORIZED: 'AUTHORIZED',
  EXPIRED: 'EXPIRED',
  PAID: 'PAID',
  PARTIALLY_PAID: 'PARTIALLY_PAID',
  PARTIALLY_REFUNDED: 'PARTIALLY_REFUNDED',
  PENDING: 'PENDING',
  REFUNDED: 'REFUNDED',
  VOIDED: 'VOIDED',
};

const fulfillmentStatuses: Record<string, OrderContent['fulfillmentStatus']> = {
  FULFILLED: 'FULFILLED',
  IN_PROGRESS: 'IN_PROGRESS',
  ON_HOLD: 'PENDING',
  OPEN: 'UNFULFILLED',
  PARTIALLY_FULFILLED: 'PARTIALLY_FULFILLED',
  PENDING_FULFILLMENT: 'PENDING',
  REQUEST_DECLINED: 'PENDING',
  RESTOCKED: 'RESTOCKED',
  SCHEDULED: 'PENDING',
  UNFULFILLED: 'UNFULFILLED',
};

const productStatuses: Record<string, ProductContent['status']> = {
  ACTIVE: 'ACTIVE',
  ARCHIVED: 'ARCHIVED',
  DRAFT: 'DRAFT',
};

/** The number at the end of `gid://shopify/Order/123`, as text: it has 64 bits. */
export function sourceIdOf(gid: string): string {
  const digits = /\/(\d+)(?:\?.*)?$/.exec(gid)?.[1];
  if (digits === undefined) throw new Error('a global id of Shopify ends with a number');
  return digits;
}

/** Shopify's order in the form that all stores share; all its line items. */
export function toOrder(
  order: z.infer<typeof replies.order>,
  lineItems: readonly z.infer<typeof replies.lineItem>[],
): OrderContent {
  return {
    name: order.name,
    cancelledAt: order.cancelledAt ? new Date(order.cancelledAt).toISOString() : null,
    isTest: order.test,
    // A draft's order has no status before its payment.
    financialStatus: financialStatuses[order.displayFinancialStatus ?? 'PENDING'] ?? 'UNKNOWN',
    fulfillmentStatus: fulfillmentStatuses[order.displayFulfillmentStatus] ?? 'UNKNOWN',
    total: toMoney(order.currentTotalPriceSet),
    subtotal: order.currentSubtotalPriceSet ? toMoney(order.currentSubtotalPriceSet) : null,
    tax: order.currentTotalTaxSet ? toMoney(order.currentTotalTaxSet) : null,
    shipping: order.totalShippingPriceSet ? toMoney(order.totalShippingPriceSet) : null,
    customerSourceId: order.customer ? sourceIdOf(order.customer.id) : null,
    email: order.email,
    shippingAddress: order.shippingAddress ? toAddress(order.shippingAddress) : null,
    tags: order.tags,
    lineItems: lineItems.map((line) => ({
      sourceId: sourceIdOf(line.id),
      title: line.title,
      sku: line.sku,
      quantity: line.quantity,
      currentQuantity: line.currentQuantity,
      unitPrice: toMoney(line.originalUnitPriceSet),
      productSourceId: line.product ? sourceIdOf(line.product.id) : null,
    })),
  };
}

/** Shopify's product in the form that all stores share; all its variants, priced in the shop's currency. */
export function toProduct(
  product: z.infer<typeof replies.product>,
  variants: readonly z.infer<typeof replies.variant>[],
  currencyCode: string,
): ProductContent {
  return {
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    status: productStatuses[product.status] ?? 'UNKNOWN',
    tags: product.tags,
    variants: variants.map((variant) => ({
      sourceId: sourceIdOf(variant.id),
      title: variant.title,
      sku: variant.sku,
      barcode: variant.barcode,
      price: parseMoney(variant.price, currencyCode),
      inventoryQuantity: variant.inventoryQuantity ?? null,
    })),
  };
}

/** Shopify's customer in the form that all stores share. */
export function toCustomer(customer: z.infer<typeof replies.customer>): CustomerContent {
  const { amountSpent } = customer;
  return {
    name: customer.displayName,
    email: customer.defaultEmailAddress?.emailAddress ?? null,
    phone: customer.defaultPhoneNumber?.phoneNumber ?? null,
    address: customer.defaultAddress ? toAddress(customer.defaultAddress) : null,
    tags: customer.tags,
    orderCount: customer.numberOfOrders,
    totalSpent: amountSpent ? parseMoney(amountSpent.amount, amountSpent.currencyCode) : null,
  };
}

function toMoney({ shopMoney }: ShopMoney) {
  return parseMoney(shopMoney.amount, shopMoney.currencyCode);
}

function toAddress(address: z.infer<typeof replies.address>): AddressContent {
  return {
    name: address.name,
    line1: address.address1,
    line2: address.address2,
    city: address.city,
    provinceCode: address.provinceCode,
    postalCode: address.zip,
    countryCode: address.countryCodeV2,
    phone: address.phone,
  };
}
