import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import { describeRowSecurity } from '../../../test/support/row-security.ts';

const at = '2026-11-01T00:00:00Z';
const aRecord = (prefix: string, organizationId: string, number: number) => ({
  ...{ id: `${prefix}_${organizationId}_${number}`, organization_id: organizationId },
  ...{ integration_id: `int_${organizationId}_1`, source_id: String(number), source_created_at: at },
  ...{ source_updated_at: at, read_at: at, content_hash: 'h', record: {} },
});

describe('the tables of integration', () => {
  describeRowSecurity({
    migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
    shared: [],
    rows: (organizationId, number) => ({
      integrations: {
        ...{ id: `int_${organizationId}_${number}`, organization_id: organizationId, provider: 'shopify' },
        ...{ shop_domain: `${number}.myshopify.com`, name: 'n', currency_code: 'JPY', is_simulated: true },
        ...{ status: 'active', notification_state: 'active', connected_at: at },
      },
      store_credentials: { integration_id: `int_${organizationId}_1`, sealed_credentials: 'x' },
      signing_secrets: {
        ...{ id: `sec_${organizationId}_${number}`, integration_id: `int_${organizationId}_1` },
        ...{ sealed_secret: 'x', created_at: at },
      },
      orders: aRecord('ord', organizationId, number),
      products: aRecord('prd', organizationId, number),
      customers: aRecord('cus', organizationId, number),
      syncs: {
        ...{ id: `syn_${organizationId}_${number}`, organization_id: organizationId },
        ...{ integration_id: `int_${organizationId}_1`, status: 'succeeded', created_at: at },
      },
      resource_syncs: {
        ...{ sync_id: `syn_${organizationId}_1`, resource: number === 1 ? 'orders' : 'products', position: 0 },
        ...{ status: 'queued', covers_until: at },
      },
      sync_records: { sync_id: `syn_${organizationId}_1`, resource: 'orders', source_id: String(number) },
      watermarks: { integration_id: `int_${organizationId}_1`, resource: `r${number}`, covers_until: at },
      webhook_requests: {
        ...{ id: `whk_${organizationId}_${number}`, integration_id: `int_${organizationId}_1` },
        ...{ received_at: at, verdict: 'malformed' },
      },
    }),
  });
});
