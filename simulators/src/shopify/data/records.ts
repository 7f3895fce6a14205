import type { Address } from './people.ts';

/** What every record of a shop has. Times are whole seconds, as Shopify's are. */
export type ShopRecord = {
  /** 64-bit number as digits: above 2^53, so that a client that reads it as a double is found out. */
  id: string;
  createdAt: Date;
  updatedAt: Date;
  /** What the search index knows: it lags behind, and a new record is not in it at first. */
  index: { updatedAt: Date | null; catchesUpAt: number };
};

export type Customer = ShopRecord & {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  tags: string[];
  note: string | null;
  address: Address;
};

export type Variant = {
  id: string;
  title: string;
  sku: string;
  barcode: string;
  /** Minor units of the shop's currency. */
  price: number;
  inventoryItemId: string;
  inventoryQuantity: number;
};

export type Product = ShopRecord & {
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  status: 'active' | 'draft' | 'archived';
  tags: string[];
  descriptionHtml: string;
  variants: Variant[];
};

export type LineItem = {
  id: string;
  productId: string;
  variantId: string;
  sku: string;
  title: string;
  variantTitle: string;
  vendor: string;
  quantity: number;
  currentQuantity: number;
  /** Minor units of the shop's currency. */
  price: number;
};

export type FinancialStatus = 'pending' | 'authorized' | 'paid' | 'partially_refunded' | 'refunded' | 'voided';

export type Order = ShopRecord & {
  number: number;
  cancelledAt: Date | null;
  cancelReason: 'customer' | 'inventory' | null;
  closedAt: Date | null;
  test: boolean;
  financialStatus: FinancialStatus;
  fulfillmentStatus: 'fulfilled' | 'partial' | null;
  email: string | null;
  phone: string;
  note: string | null;
  tags: string[];
  sourceName: string;
  customerId: string | null;
  presentmentCurrency: string;
  shippingAddress: Address;
  lineItems: LineItem[];
  /** Minor units of the shop's currency. */
  shipping: number;
};

/** Sums of an order in minor units of the shop's currency; prices contain the tax. */
export function totalsOf(order: Order): { subtotal: number; tax: number; total: number; originalTotal: number } {
  const sum = (quantityOf: (line: LineItem) => number) =>
    order.lineItems.reduce((total, line) => total + line.price * quantityOf(line), 0);
  const isOver = order.cancelledAt !== null || order.financialStatus === 'refunded';
  const subtotal = isOver ? 0 : sum((line) => line.currentQuantity);
  const total = isOver ? 0 : subtotal + order.shipping;
  return {
    subtotal,
    total,
    tax: Math.floor((subtotal * 10) / 110),
    originalTotal: sum((line) => line.quantity) + order.shipping,
  };
}
