import { totalsOf, type LineItem, type Order } from '../data/records.ts';
import type { Shop } from '../shop.ts';
import { createAmounts } from './amounts.ts';
import { address, type createCatalogue } from './catalogue.ts';
import { gid, time } from './gid.ts';
import { mapPage, toPage, type CursorRules, type PageArguments } from './page.ts';

const financial = {
  pending: 'PENDING',
  authorized: 'AUTHORIZED',
  paid: 'PAID',
  partially_refunded: 'PARTIALLY_REFUNDED',
  refunded: 'REFUNDED',
  voided: 'VOIDED',
} as const;

const fulfillment = { fulfilled: 'FULFILLED', partial: 'PARTIALLY_FULFILLED', none: 'UNFULFILLED' } as const;

/** Orders of one shop as the objects of the Admin GraphQL API. */
export function createOrderObjects(
  shop: Shop,
  { product, variant, customer }: ReturnType<typeof createCatalogue>,
  rules: CursorRules,
) {
  const { bag } = createAmounts(shop);
  const lineItem = (line: LineItem, order: Order) => {
    const sold = shop.products.get(line.productId);
    const soldVariant = sold?.variants.find(({ id }) => id === line.variantId);
    return {
      __typename: 'LineItem',
      id: gid('LineItem', line.id),
      sku: line.sku,
      title: line.title,
      variantTitle: line.variantTitle,
      vendor: line.vendor,
      quantity: line.quantity,
      currentQuantity: line.currentQuantity,
      originalUnitPriceSet: bag(line.price, order),
      variant: soldVariant ? variant(soldVariant) : null,
      product: sold ? product(sold) : null,
    };
  };
  const order = (record: Order) => {
    const totals = totalsOf(record);
    const buyer = record.customerId === null ? undefined : shop.customers.get(record.customerId);
    return {
      __typename: 'Order',
      id: gid('Order', record.id),
      legacyResourceId: record.id,
      name: `#${record.number}`,
      createdAt: time(record.createdAt),
      updatedAt: time(record.updatedAt),
      processedAt: time(record.createdAt),
      cancelledAt: time(record.cancelledAt),
      cancelReason: record.cancelReason?.toUpperCase() ?? null,
      closedAt: time(record.closedAt),
      test: record.test,
      displayFinancialStatus: financial[record.financialStatus],
      displayFulfillmentStatus: fulfillment[record.fulfillmentStatus ?? 'none'],
      currencyCode: shop.currency.code,
      presentmentCurrencyCode: record.presentmentCurrency,
      email: record.email,
      phone: record.phone,
      note: record.note,
      tags: record.tags,
      sourceName: record.sourceName,
      totalPriceSet: bag(totals.originalTotal, record),
      currentTotalPriceSet: bag(totals.total, record),
      subtotalPriceSet: bag(totals.originalTotal - record.shipping, record),
      currentSubtotalPriceSet: bag(totals.subtotal, record),
      totalTaxSet: bag(totals.tax, record),
      currentTotalTaxSet: bag(totals.tax, record),
      totalShippingPriceSet: bag(record.shipping, record),
      customer: buyer ? customer(buyer) : null,
      shippingAddress: address(record.shippingAddress),
      billingAddress: address(record.shippingAddress),
      lineItems: (page: PageArguments) =>
        mapPage(
          toPage(record.lineItems, ({ id }) => ({ value: 0, id }), page, rules),
          (line) => lineItem(line, record),
        ),
    };
  };
  return order;
}
