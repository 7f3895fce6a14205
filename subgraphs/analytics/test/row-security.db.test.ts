import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import { describeRowSecurity } from '../../../test/support/row-security.ts';

const at = '2026-11-01T00:00:00Z';
const audit = ['chains', 'entries', 'rejects', 'seals', 'texts'].map((table) => `audit_${table}`);

describe('the tables of analytics', () => {
  describeRowSecurity({
    migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
    // No text and no tenant: a policy would keep the search from its index.
    shared: ['audit_terms'],
    appendOnly: audit,
    rows: (organizationId, number) => {
      const event = {
        ...{ id: `evt_${organizationId}_${number}`, tenant_id: organizationId, type: 't', subject: 's' },
        ...{ occurred_at: at, data: {} },
      };
      const bucket = { tenant_id: organizationId, type: `t${number}`, interval: 'HOUR', bucket_at: at, event_count: 1 };
      const entry_id = `evt_${organizationId}_${number}`;
      return {
        audit_entries: {
          ...{ id: entry_id, tenant_id: organizationId, domain: 'ai', action: 'a', result: 'success' },
          ...{ occurred_at: at, metadata: {} },
        },
        audit_seals: { tenant_id: organizationId, seq: number, entry_id, hash: '\\x00' },
        audit_chains: {
          tenant_id: organizationId,
          seq: 1,
          hash: '\\x00',
          indexed_seq: 0,
          signed_seq: 0,
          purged_seq: 0,
        },
        audit_texts: { entry_id, tenant_id: organizationId, text: 'a' },
        audit_rejects: { event_id: entry_id, tenant_id: organizationId, event: {}, reason: 'r', rejected_at: at },
        events: event,
        events_default: { ...event, id: `evt_${organizationId}_${number + 2}` },
        metric_buckets: { ...bucket, value_sum: 1 },
        audit_retentions: { tenant_id: organizationId, days: 90 + number },
        metric_durations: { ...bucket, bin: 1 },
        activities: {
          ...{ tenant_id: organizationId, resource_id: `ord_${organizationId}_${number}`, type: 't', event_count: 1 },
          ...{ first_event_at: at, last_event_at: at },
        },
      };
    },
  });
});
