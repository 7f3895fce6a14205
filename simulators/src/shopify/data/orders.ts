import type { Random } from './random.ts';
import type { Customer, FinancialStatus, LineItem, Order, Product } from './records.ts';

const day = 86_400_000;
/** Orders per hour of the day in Japan: nights are quiet, evenings busy. */
const hours = [2, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 6, 7, 6, 5, 5, 6, 6, 7, 9, 10, 10, 8, 4];

export type OrderInputs = {
  count: number;
  /** The newest order is a few minutes older than this. */
  start: Date;
  days: number;
  customers: readonly [Customer, ...Customer[]];
  products: readonly [Product, ...Product[]];
  nextId: () => string;
};

/** Deterministic orders, the oldest first; states follow the age: old orders are paid and sent, young ones are not. */
export function createOrders(random: Random, inputs: OrderInputs): Order[] {
  const times = Array.from({ length: inputs.count }, () => placedAt(random, inputs)).sort((a, b) => a - b);
  return times.map((time, index) => createOrder(random, inputs, new Date(time), index + 1));
}

/** One order; also what a buyer places while the simulator runs. */
export function createOrder(random: Random, inputs: OrderInputs, createdAt: Date, position: number): Order {
  const customer = random.pick(inputs.customers);
  const isGuest = random.chance(0.06);
  const age = inputs.start.getTime() - createdAt.getTime();
  const lines = position % 250 === 0 ? 14 : random.pick([1, 1, 1, 2, 2, 3, 4]);
  const state = createState(random, createdAt, age);
  const isForeign = customer.address.countryCode !== 'JP';
  const sourceName = random.pick(['web', 'web', 'web', 'pos', 'shopify_draft_order']);
  return {
    id: inputs.nextId(),
    number: 1000 + position,
    createdAt,
    ...state,
    index: { updatedAt: state.updatedAt, catchesUpAt: 0 },
    test: random.chance(0.005),
    // A guest at the counter leaves no address.
    email: isGuest && sourceName === 'pos' ? null : customer.email,
    phone: customer.phone,
    note: random.chance(0.05) ? (isForeign ? 'Please gift-wrap.' : 'ギフト包装をお願いします。') : null,
    tags: random.chance(0.15) ? [random.pick(['VIP', 'ギフト', '定期便', 'wholesale'])] : [],
    sourceName,
    customerId: isGuest ? null : customer.id,
    presentmentCurrency: isForeign ? 'USD' : 'JPY',
    shippingAddress: customer.address,
    lineItems: Array.from({ length: lines }, () => createLine(random, inputs)),
    shipping: random.pick([0, 550, 550, 770]),
  };
}

function createLine(random: Random, { products, nextId }: OrderInputs): LineItem {
  const product = random.pick(products);
  const variant = product.variants[random.integer(0, product.variants.length - 1)];
  if (!variant) throw new Error('a product has a variant');
  const quantity = random.pick([1, 1, 1, 1, 2, 2, 3]);
  return {
    id: nextId(),
    productId: product.id,
    variantId: variant.id,
    sku: variant.sku,
    title: product.title,
    variantTitle: variant.title,
    vendor: product.vendor,
    quantity,
    currentQuantity: quantity,
    price: variant.price,
  };
}

type State = Pick<
  Order,
  'updatedAt' | 'cancelledAt' | 'cancelReason' | 'closedAt' | 'financialStatus' | 'fulfillmentStatus'
>;

function createState(random: Random, createdAt: Date, age: number): State {
  const later = (share: number) => new Date(Math.floor((createdAt.getTime() + age * share) / 1000) * 1000);
  const open = { cancelledAt: null, cancelReason: null, closedAt: null, fulfillmentStatus: null } as const;
  if (random.chance(0.03)) {
    const at = later(random.next() * 0.5);
    return { ...open, updatedAt: at, cancelledAt: at, cancelReason: 'customer', financialStatus: 'voided' };
  }
  if (age < 2 * day) {
    const financialStatus: FinancialStatus = random.pick(['pending', 'authorized', 'paid', 'paid', 'paid']);
    return { ...open, updatedAt: later(random.next() * 0.6), financialStatus };
  }
  const updatedAt = later(random.next() * 0.5);
  if (random.chance(0.03))
    return { ...open, updatedAt, financialStatus: 'partially_refunded', fulfillmentStatus: 'fulfilled' };
  const fulfillmentStatus = random.chance(0.94) ? 'fulfilled' : 'partial';
  return { ...open, updatedAt, closedAt: updatedAt, financialStatus: 'paid', fulfillmentStatus };
}

function placedAt(random: Random, { start, days }: OrderInputs): number {
  const weights = hours.reduce((sum, weight) => sum + weight, 0);
  let rest = random.next() * weights;
  const hour = hours.findIndex((weight) => (rest -= weight) < 0);
  const minutes = random.integer(0, 3_599);
  const midnight = start.getTime() - random.integer(0, days - 2) * day;
  const inJapan = Math.floor((midnight + 9 * 3_600_000) / day) * day - 9 * 3_600_000;
  const time = inJapan + hour * 3_600_000 + minutes * 1_000;
  const latest = start.getTime() - 300_000;
  return time > latest ? time - day : time;
}
