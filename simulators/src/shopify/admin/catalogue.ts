import { totalsOf, type Customer, type Order, type Product, type Variant } from '../data/records.ts';
import { fullName, type Address } from '../data/people.ts';
import { graphqlAmount } from '../money.ts';
import type { Shop } from '../shop.ts';
import { createAmounts } from './amounts.ts';
import { gid, time } from './gid.ts';
import { mapPage, toPage, type CursorRules, type PageArguments } from './page.ts';

/** Products and customers of one shop as the objects of the Admin GraphQL API. */
export function createCatalogue(shop: Shop, rules: CursorRules) {
  const { money } = createAmounts(shop);
  const variant = (item: Variant) => ({
    __typename: 'ProductVariant',
    id: gid('ProductVariant', item.id),
    legacyResourceId: item.id,
    title: item.title,
    sku: item.sku,
    barcode: item.barcode,
    price: graphqlAmount(item.price, shop.currency),
    inventoryQuantity: item.inventoryQuantity,
  });
  const product = (record: Product) => ({
    __typename: 'Product',
    id: gid('Product', record.id),
    legacyResourceId: record.id,
    title: record.title,
    handle: record.handle,
    vendor: record.vendor,
    productType: record.productType,
    status: record.status.toUpperCase(),
    tags: record.tags,
    descriptionHtml: record.descriptionHtml,
    createdAt: time(record.createdAt),
    updatedAt: time(record.updatedAt),
    publishedAt: record.status === 'active' ? time(record.createdAt) : null,
    totalInventory: record.variants.reduce((sum, { inventoryQuantity }) => sum + inventoryQuantity, 0),
    variants: (page: PageArguments) =>
      mapPage(
        toPage(record.variants, ({ id }) => ({ value: 0, id }), page, rules),
        variant,
      ),
  });
  const customer = (record: Customer) => ({
    __typename: 'Customer',
    id: gid('Customer', record.id),
    legacyResourceId: record.id,
    displayName: fullName(record),
    firstName: record.firstName,
    lastName: record.lastName,
    defaultEmailAddress: { emailAddress: record.email },
    defaultPhoneNumber: { phoneNumber: record.phone },
    note: record.note,
    tags: record.tags,
    numberOfOrders: () => String(ordersOf(shop, record).length),
    amountSpent: () => money(ordersOf(shop, record).reduce((sum, order) => sum + totalsOf(order).total, 0)),
    defaultAddress: address(record.address),
    createdAt: time(record.createdAt),
    updatedAt: time(record.updatedAt),
  });
  return { variant, product, customer };
}

function ordersOf(shop: Shop, { id }: Customer): Order[] {
  return [...shop.orders.values()].filter(({ customerId }) => customerId === id);
}

/** A MailingAddress. */
export function address(from: Address) {
  const { countryCode, ...rest } = from;
  return { ...rest, name: fullName(from), countryCodeV2: countryCode };
}
