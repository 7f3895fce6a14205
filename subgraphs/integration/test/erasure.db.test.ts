import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import { createErasureCase } from '../../../test/support/erasure.ts';
import { erasureSteps } from '../src/store/erasure-steps.ts';

const migrations = fileURLToPath(new URL('../migrations/', import.meta.url));
const { test, insert, erase, tablesWith, close } = await createErasureCase(migrations, erasureSteps);
afterAll(close);

const now = new Date().toISOString();

async function connect(tenant: string) {
  const store = `int_${tenant}`;
  const sync = `syn_${tenant}`;
  await insert({
    integrations: {
      ...{ id: store, organization_id: tenant, provider: 'shopify', shop_domain: `${tenant}.example`, name: 'n' },
      ...{
        currency_code: 'JPY',
        is_simulated: true,
        status: 'active',
        notification_state: 'active',
        connected_at: now,
      },
    },
    store_credentials: { integration_id: store, sealed_credentials: 'v2.x' },
    signing_secrets: { id: `sec_${tenant}`, integration_id: store, sealed_secret: 'v2.x', created_at: now },
    webhook_requests: { id: `whr_${tenant}`, integration_id: store, received_at: now, verdict: 'accepted' },
    syncs: {
      ...{ id: sync, organization_id: tenant, integration_id: store, status: 'running', revision: 1, failures: 0 },
      created_at: now,
    },
    sync_records: { sync_id: sync, resource: 'orders', source_id: '1' },
    watermarks: { integration_id: store, resource: 'orders', covers_until: now },
  });
  // Their generated columns take no value.
  for (const table of ['orders', 'products', 'customers'] as const)
    for (const number of [1, 2, 3])
      await test.database.execute({
        text: `insert into ${table} (id, organization_id, integration_id, source_id, source_created_at, source_updated_at, read_at,
          content_hash, record) values ($1, $2, $3, $4, now(), now(), now(), 'h', $5)`,
        values: [`${table}_${tenant}_${number}`, tenant, store, String(number), { email: `buyer@${tenant}.example` }],
      });
}

const all = ['customers', 'integrations', 'orders', 'products', 'signing_secrets', 'store_credentials', 'sync_records'];

it('an organization goes with its stores, records and credentials, and no other one', async () => {
  await connect('org_a');
  await connect('org_b');
  expect(await erase({ type: 'Organization', id: 'org_a' })).toEqual({
    ...{ syncs: 1, orders: 3, products: 3, customers: 3 },
    ...{ notifications: 1, credentials: 1, signingSecrets: 1, stores: 1 },
  });
  expect(await tablesWith('org_a')).toEqual([]);
  expect(await tablesWith('org_b')).toEqual(expect.arrayContaining(all));
});

it('nothing is read into a store that has gone', async () => {
  await connect('org_c');
  await erase({ type: 'Organization', id: 'org_c' });
  const late = test.database.execute({
    text: `insert into orders (id, organization_id, integration_id, source_id, source_created_at, source_updated_at, read_at,
      content_hash, record) values ('ord_late', 'org_c', 'int_org_c', '9', now(), now(), now(), 'h', '{}')`,
    values: [],
  });
  await expect(late).rejects.toMatchObject({ code: '23503' });
});
