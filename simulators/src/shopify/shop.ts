import { randomInt } from 'node:crypto';
import { createOrder, createOrders, type OrderInputs } from './data/orders.ts';
import { createJapanese, createWesterner } from './data/people.ts';
import { createProducts } from './data/products.ts';
import { createRandom } from './data/random.ts';
import type { Customer, Order, Product, ShopRecord } from './data/records.ts';

/** A shop's currency; amounts are whole numbers of its minor unit. */
export type Currency = { code: string; decimals: number };

export type Resource = 'orders' | 'products' | 'customers';

/** A shop and all its records, by id. */
export type Shop = {
  domain: string;
  name: string;
  id: string;
  currency: Currency;
  orders: Map<string, Order>;
  products: Map<string, Product>;
  customers: Map<string, Customer>;
  nextId(): string;
  /** A new order of a random customer; not in the shop yet. */
  draftOrder(at: Date): Order;
  /** Stamps a record that has changed: `updatedAt` moves, the search index follows after its lag. */
  touch(record: ShopRecord, indexLag: number): void;
};

export type ShopSettings = { domain: string; orderCount: number; seed: string; start: Date };

const customerCount = 300;
const productCount = 120;
const days = 60;
// Above 2^53, so that ids that went through a double are wrong.
const firstId = 9_007_199_254_750_001n;

/** Fills a shop: the same domain, seed and start give the same records. */
export function createShop({ domain, orderCount, seed, start }: ShopSettings): Shop {
  const random = createRandom(`${seed} ${domain}`);
  let last = firstId;
  const nextId = () => String((last += BigInt(random.integer(1, 97))));
  const name = domain.replace('.myshopify.com', '');
  const japanese = !name.endsWith('-us');
  const currency = japanese ? { code: 'JPY', decimals: 0 } : { code: 'USD', decimals: 2 };
  const customers = createCustomers(createRandom(`${seed} ${domain} customers`), start, nextId, japanese);
  const products = createProducts(random, { count: productCount, start, nextId });
  const inputs: OrderInputs = { count: orderCount, start, days, customers, products: filled(products), nextId };
  const orders = createOrders(random, inputs);
  const byId = <Record extends ShopRecord>(records: readonly Record[]) =>
    new Map(records.map((record) => [record.id, record]));
  // What comes later has ids that grow with time, so that they are new after a restart, too.
  const laterId = () => {
    const timely = firstId + BigInt(Date.now()) * 1_000n;
    return String((last = timely > last ? timely : last + 1n));
  };
  const later = { ...inputs, nextId: laterId };
  const shop: Shop = {
    ...{ domain, currency, nextId: laterId },
    id: nextId(),
    name: `Conea ${japanese ? '青空商店' : 'Outlet'} (simulator)`,
    orders: byId(orders),
    products: byId(products),
    customers: byId(customers),
    draftOrder: (at) => {
      const number = Math.max(1000, ...[...shop.orders.values()].map((order) => order.number)) + 1;
      const fresh = createRandom(`${seed} ${number} ${randomInt(2 ** 32)}`);
      const order = createOrder(fresh, { ...later, start: at }, at, number - 1000);
      return { ...order, updatedAt: at, cancelledAt: null, cancelReason: null, financialStatus: 'paid' };
    },
    touch: (record, indexLag) => {
      const now = Date.now();
      const known = now >= record.index.catchesUpAt ? record.updatedAt : record.index.updatedAt;
      record.updatedAt = new Date(Math.floor(now / 1000) * 1000);
      record.index = { updatedAt: known, catchesUpAt: now + indexLag };
    },
  };
  return shop;
}

/** What the search index says about a record: when it changed last, or null while it does not know it. */
export function indexedAt(record: ShopRecord, now = Date.now()): Date | null {
  return now >= record.index.catchesUpAt ? record.updatedAt : record.index.updatedAt;
}

function createCustomers(
  random: ReturnType<typeof createRandom>,
  start: Date,
  nextId: () => string,
  japanese: boolean,
): [Customer, ...Customer[]] {
  const people = Array.from({ length: customerCount }, (_, index): Customer => {
    const person = random.chance(japanese ? 0.8 : 0.1) ? createJapanese(random, index) : createWesterner(random, index);
    const createdAt = new Date(start.getTime() - random.integer(61, 800) * 86_400_000);
    const updatedAt = new Date(start.getTime() - random.integer(1, 60) * 86_400_000);
    return {
      id: nextId(),
      createdAt,
      updatedAt,
      index: { updatedAt, catchesUpAt: 0 },
      ...person,
      tags: random.chance(0.1) ? ['VIP'] : [],
      note: null,
    };
  });
  return filled(people);
}

function filled<Item>([first, ...rest]: readonly Item[]): [Item, ...Item[]] {
  if (first === undefined) throw new Error('a list that may not be empty is empty');
  return [first, ...rest];
}
