import type { AuditFacts } from '@conea/platform';

/** What the audit trail has of the input of each mutation. */
export const auditFacts: AuditFacts = {
  'store.connect': ['shopDomain'],
  'sync.start': ['resources'],
};
