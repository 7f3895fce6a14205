import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import { describeRowSecurity } from '../../../test/support/row-security.ts';

const at = '2026-11-01T00:00:00Z';
const audit = ['chains', 'entries', 'rejects', 'seals', 'terms', 'texts'].map((table) => `audit_${table}`);

describe('the tables of analytics', () => {
  describeRowSecurity({
    migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
    // The audit trail has no policies yet: they would keep its text search from its index.
    shared: audit,
    rows: (organizationId, number) => {
      const event = {
        ...{ id: `evt_${organizationId}_${number}`, tenant_id: organizationId, type: 't', subject: 's' },
        ...{ occurred_at: at, data: {} },
      };
      const bucket = { tenant_id: organizationId, type: `t${number}`, interval: 'HOUR', bucket_at: at, event_count: 1 };
      return {
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
