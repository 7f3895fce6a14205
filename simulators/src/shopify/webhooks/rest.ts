import { stringify } from 'lossless-json';
import { fullName, type Address } from '../data/people.ts';
import { totalsOf, type Customer, type LineItem, type Order, type Product } from '../data/records.ts';
import { bothCurrencies, restAmount } from '../money.ts';
import type { Shop } from '../shop.ts';

/** A REST resource as bytes: ids are bare 64-bit numbers, money is text. */
export function toBody(resource: object): Buffer {
  return Buffer.from(stringify(resource) ?? '');
}

const time = (date: Date | null) => date && date.toISOString().replace(/\.\d{3}Z$/, 'Z');
const gid = (type: string, id: string) => `gid://shopify/${type}/${id}`;

/** The body of `orders/*`. */
export function restOrder(shop: Shop, order: Order): object {
  const totals = totalsOf(order);
  const amount = (minor: number) => restAmount(minor, shop.currency.decimals);
  const set = (minor: number) => restMoneySet(shop, minor, order.presentmentCurrency);
  const customer = order.customerId === null ? undefined : shop.customers.get(order.customerId);
  return {
    id: BigInt(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    app_id: 580111n,
    name: `#${order.number}`,
    number: order.number - 1000,
    order_number: order.number,
    confirmation_number: `C${order.number}XK`,
    created_at: time(order.createdAt),
    updated_at: time(order.updatedAt),
    processed_at: time(order.createdAt),
    cancelled_at: time(order.cancelledAt),
    cancel_reason: order.cancelReason,
    closed_at: time(order.closedAt),
    confirmed: true,
    test: order.test,
    currency: shop.currency.code,
    presentment_currency: order.presentmentCurrency,
    total_price: amount(totals.originalTotal),
    total_price_set: set(totals.originalTotal),
    subtotal_price: amount(totals.originalTotal - order.shipping),
    subtotal_price_set: set(totals.originalTotal - order.shipping),
    total_tax: amount(totals.tax),
    total_tax_set: set(totals.tax),
    total_discounts: amount(0),
    total_outstanding: amount(order.financialStatus === 'pending' ? totals.total : 0),
    total_line_items_price: amount(totals.originalTotal - order.shipping),
    total_weight: 0,
    current_total_price: amount(totals.total),
    current_total_price_set: set(totals.total),
    current_subtotal_price: amount(totals.subtotal),
    current_subtotal_price_set: set(totals.subtotal),
    current_total_tax: amount(totals.tax),
    current_total_tax_set: set(totals.tax),
    financial_status: order.financialStatus,
    fulfillment_status: order.fulfillmentStatus,
    email: order.email ?? '',
    phone: order.phone,
    note: order.note,
    note_attributes: [],
    tags: order.tags.join(', '),
    source_name: order.sourceName,
    source_identifier: null,
    landing_site: '/',
    referring_site: '',
    customer: customer ? restCustomer(shop, customer) : null,
    billing_address: restAddress(order.shippingAddress),
    shipping_address: restAddress(order.shippingAddress),
    shipping_lines: [{ title: '宅配便', price: amount(order.shipping), price_set: set(order.shipping) }],
    tax_lines: [{ title: 'JCT', rate: 0.1, price: amount(totals.tax), price_set: set(totals.tax) }],
    discount_codes: [],
    discount_applications: [],
    line_items: order.lineItems.map((line) => restLineItem(shop, line, order.presentmentCurrency)),
    fulfillments: [],
    refunds: [],
    payment_gateway_names: ['shopify_payments'],
    location_id: null,
    user_id: null,
    token: `${order.id}token`,
  };
}

function restLineItem(shop: Shop, line: LineItem, presentment: string): object {
  return {
    id: BigInt(line.id),
    admin_graphql_api_id: gid('LineItem', line.id),
    product_id: BigInt(line.productId),
    variant_id: BigInt(line.variantId),
    sku: line.sku,
    title: line.title,
    variant_title: line.variantTitle,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    fulfillable_quantity: line.currentQuantity,
    fulfillment_status: null,
    price: restAmount(line.price, shop.currency.decimals),
    price_set: restMoneySet(shop, line.price, presentment),
    total_discount: restAmount(0, shop.currency.decimals),
    taxable: true,
    requires_shipping: true,
    vendor: line.vendor,
    grams: 200,
    properties: [],
  };
}

/** The body of `products/*`. */
export function restProduct(shop: Shop, product: Product): object {
  return {
    id: BigInt(product.id),
    admin_graphql_api_id: gid('Product', product.id),
    title: product.title,
    body_html: product.descriptionHtml,
    handle: product.handle,
    vendor: product.vendor,
    product_type: product.productType,
    status: product.status,
    tags: product.tags.join(', '),
    published_at: product.status === 'active' ? time(product.createdAt) : null,
    created_at: time(product.createdAt),
    updated_at: time(product.updatedAt),
    options: [{ name: 'サイズ', position: 1, values: product.variants.map(({ title }) => title) }],
    images: [],
    variants: product.variants.map((variant, position) => ({
      id: BigInt(variant.id),
      admin_graphql_api_id: gid('ProductVariant', variant.id),
      product_id: BigInt(product.id),
      sku: variant.sku,
      barcode: variant.barcode,
      title: variant.title,
      price: restAmount(variant.price, shop.currency.decimals),
      compare_at_price: null,
      position: position + 1,
      inventory_item_id: BigInt(variant.inventoryItemId),
      inventory_policy: 'deny',
      inventory_quantity: variant.inventoryQuantity,
      old_inventory_quantity: variant.inventoryQuantity,
      grams: 200,
      weight: 0.2,
      weight_unit: 'kg',
      taxable: true,
      requires_shipping: true,
      created_at: time(product.createdAt),
      updated_at: time(product.updatedAt),
    })),
  };
}

/** The body of `customers/*`. */
export function restCustomer(shop: Shop, customer: Customer): object {
  const orders = [...shop.orders.values()].filter((order) => order.customerId === customer.id);
  const spent = orders.reduce((sum, order) => sum + totalsOf(order).total, 0);
  const lastOrder = orders.at(-1);
  return {
    id: BigInt(customer.id),
    admin_graphql_api_id: gid('Customer', customer.id),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    phone: customer.phone,
    state: 'enabled',
    tags: customer.tags.join(', '),
    note: customer.note,
    currency: shop.currency.code,
    verified_email: true,
    orders_count: orders.length,
    total_spent: restAmount(spent, shop.currency.decimals),
    last_order_id: lastOrder ? BigInt(lastOrder.id) : null,
    addresses: [restAddress(customer.address)],
    default_address: restAddress(customer.address),
    email_marketing_consent: { state: 'not_subscribed', opt_in_level: 'single_opt_in', consent_updated_at: null },
    sms_marketing_consent: null,
    tax_exempt: false,
    created_at: time(customer.createdAt),
    updated_at: time(customer.updatedAt),
  };
}

function restAddress(address: Address): object {
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: fullName(address),
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    province_code: address.provinceCode,
    zip: address.zip,
    country: address.country,
    country_code: address.countryCode,
    phone: address.phone,
    company: address.company,
  };
}

function restMoneySet(shop: Shop, minor: number, presentmentCurrency: string): object {
  const { shop: own, presentment } = bothCurrencies(minor, shop.currency, presentmentCurrency);
  const money = ({ minor: value, currency }: typeof own) => ({
    amount: restAmount(value, currency.decimals),
    currency_code: currency.code,
  });
  return { shop_money: money(own), presentment_money: money(presentment) };
}
