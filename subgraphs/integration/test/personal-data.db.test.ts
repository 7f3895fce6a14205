import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  createDataKeys,
  createEnvelope,
  createMetrics,
  createSecretBox,
  newId,
  sql,
  startResealing,
  subgraphMigrations,
} from '@conea/platform';
import { createTestDatabase, silentLog } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import type { CustomerContent, OrderContent } from '../src/domain/records.ts';
import { createCustomerStore, createErasure } from '../src/store/customer-store.ts';
import { createOrderStore } from '../src/store/order-store.ts';
import { createPersonalSeals } from '../src/store/personal-seals.ts';
import { createRecordStore } from '../src/store/record-store.ts';
import { listSealedColumns } from '../src/store/sealing.ts';

const migrations = new URL('../migrations/', import.meta.url).pathname;
const { database: whole, drop } = await createTestDatabase([subgraphMigrations, migrations]);
const database = whole.acrossTenants;
afterAll(drop);

const wrappingKeys = [randomBytes(32)];
const box = createSecretBox(() => [...wrappingKeys]);
const keys = createDataKeys({ database: whole, box, refresh: async () => undefined, maxAge: 1 });
const sealing = { envelope: createEnvelope(keys), box };
const seals = createPersonalSeals(sealing.envelope);
const records = createRecordStore(seals);
const orders = createOrderStore(database, seals);
const customers = createCustomerStore(database, seals);

const owner = { id: newId('int'), organizationId: newId('org') };
beforeAll(async () => {
  await database.execute(sql`
    insert into integrations (id, organization_id, provider, shop_domain, name, currency_code, is_simulated, status,
      notification_state, connected_at)
    values (${owner.id}, ${owner.organizationId}, 'shopify', 'shop', 'Shop', 'JPY', true, 'active', 'active', now())`);
});

const nobody = { name: null, line1: null, line2: null, city: null, provinceCode: null, postalCode: null };
const address = { ...nobody, countryCode: 'JP', phone: null, city: 'canary city' };
const customer: CustomerContent = {
  ...{ name: 'canary name', email: 'canary@example.com', phone: '+81 canary', address },
  ...{ tags: ['VIP'], orderCount: 2, totalSpent: null },
};
const order: OrderContent = {
  ...{ name: '#1', cancelledAt: null, isTest: false, financialStatus: 'PAID', fulfillmentStatus: 'FULFILLED' },
  ...{
    total: { amount: '1980', currencyCode: 'JPY' },
    subtotal: null,
    tax: null,
    shipping: null,
    tags: [],
    lineItems: [],
  },
  ...{ customerSourceId: 'c-1', email: 'canary@example.com', shippingAddress: address },
};
const noCondition = {
  ...{ integrationId: null, updatedFrom: null, placedFrom: null, placedBefore: null },
  ...{ financialStatus: null, fulfillmentStatus: null, isCancelled: null },
};
const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 9, 0, second));
const versionOf = <Content>(sourceId: string, content: Content, second = 1) => ({
  ...{ sourceId, createdAt: at(0), updatedAt: at(second), readAt: at(second), content },
});
const merge = (kind: 'orders' | 'customers', sourceId: string, content: OrderContent | CustomerContent, second = 1) =>
  database.transaction(async (tx) => {
    const [merged] = await records.merge(tx, owner, kind, [versionOf(sourceId, content, second)]);
    return merged ?? { id: '', decision: null };
  });
const findOrder = async (id: string) => (await orders.listByIds(owner.organizationId, [id]))[0];
const findCustomer = async (id: string) => (await customers.listByIds(owner.organizationId, [id]))[0];
const stored = async () =>
  (
    await database.many<{ row: string }>(sql`
      select orders::text as row from orders union all select customers::text as row from customers`)
  )
    .map(({ row }) => row)
    .join('\n');

/** Seals anew what is stale until nothing is. */
async function sealAnew(isDone: () => Promise<boolean>) {
  const columns = listSealedColumns(database, sealing);
  const metrics = createMetrics('test');
  const stop = startResealing({ database, keys, columns, log: silentLog, metrics, interval: 20, retention: 0 });
  await until('everything is sealed anew', isDone);
  await stop();
}

it('what an order or a customer says of a person is stored sealed, and read as it was', async () => {
  const [ofOrder, ofCustomer] = [await merge('orders', 'o-1', order), await merge('customers', 'c-1', customer)];
  expect(await stored()).not.toContain('canary');
  expect(await findOrder(ofOrder.id)).toMatchObject(order);
  expect(await findCustomer(ofCustomer.id)).toMatchObject(customer);
  expect(await orders.page(owner.organizationId, noCondition, { first: 5, limit: 6, after: null })).toMatchObject([
    order,
  ]);
});

it('a version that differs in nothing but what is sealed is another one, and the same one is not', async () => {
  const { id } = await merge('orders', 'o-2', order);
  expect((await merge('orders', 'o-2', order, 2)).decision).toBe('touched');
  expect((await merge('orders', 'o-2', { ...order, email: 'canary2@example.com' }, 3)).decision).toBe('updated');
  expect((await findOrder(id))?.email).toBe('canary2@example.com');
  expect((await merge('orders', 'o-2', { ...order, email: null, shippingAddress: null }, 4)).decision).toBe('updated');
  expect(await findOrder(id)).toMatchObject({ email: null, shippingAddress: null });
});

it('a sealed value that was moved to another record is not read', async () => {
  const [one, other] = [await merge('customers', 'c-3', customer), await merge('customers', 'c-4', customer)];
  await database.execute(sql`
    update customers set sealed_personal = (select sealed_personal from customers where id = ${one.id})
    where id = ${other.id}`);
  await expect(findCustomer(other.id)).rejects.toThrow(/is not from this place/);
  await database.execute(sql`delete from customers where id = ${other.id}`);
});

it('records from before are split while they are read, and then are the same version as before', async () => {
  const { id } = await merge('customers', 'c-5', customer);
  await database.execute(sql`
    update customers set record = ${JSON.stringify(customer)}::jsonb, content_hash = 'of all', sealed_personal = null
    where id = ${id}`);
  expect(await findCustomer(id)).toMatchObject(customer);
  await sealAnew(async () => !(await stored()).includes('canary'));
  expect(await findCustomer(id)).toMatchObject(customer);
  expect((await merge('customers', 'c-5', customer, 2)).decision).toBe('touched');
});

it('what a process of before writes over a sealed part is newer than that, and reads what is sealed as the record of nobody', async () => {
  const { id } = await merge('orders', 'o-5', order);
  const { record } = await database.one<{ record: object }>(sql`select record from orders where id = ${id}`);
  expect(record).toMatchObject({ email: null, shippingAddress: null });
  const later = { ...order, email: 'canary3@example.com' };
  await database.execute(sql`update orders set record = ${JSON.stringify(later)}::jsonb where id = ${id}`);
  expect((await findOrder(id))?.email).toBe('canary3@example.com');
  await sealAnew(async () => !(await stored()).includes('canary'));
  expect(await findOrder(id)).toMatchObject(later);
});

it('a new wrapping key takes over all of them', async () => {
  const { id } = await merge('orders', 'o-6', order);
  const keyIds = () =>
    database.many<{ key: string }>(sql`
      select distinct split_part(sealed_personal, '.', 2) as key from orders where sealed_personal is not null
      union select split_part(sealed_personal, '.', 2) from customers where sealed_personal is not null`);
  const before = (await keyIds()).map(({ key }) => key);
  wrappingKeys.unshift(randomBytes(32));
  await sealAnew(async () => (await keyIds()).every(({ key }) => !before.includes(key)));
  expect(await findOrder(id)).toMatchObject(order);
});

it('a person whom the store erases is in none of the records, old or new', async () => {
  const [sealed, clear] = [await merge('orders', 'o-7', order), await merge('orders', 'o-8', order)];
  const ofCustomer = await merge('customers', 'c-1', customer, 2);
  await database.execute(sql`
    update orders set record = ${JSON.stringify(order)}::jsonb, sealed_personal = null where id = ${clear.id}`);
  await database.transaction((tx) => createErasure().customer(tx, owner.id, 'c-1', at(9)));
  for (const { id } of [sealed, clear])
    expect(await findOrder(id)).toMatchObject({ name: '#1', email: null, shippingAddress: null });
  expect(await findCustomer(ofCustomer.id)).toBeUndefined();
});
