import type { AuditFacts } from '@conea/platform';

/** What the audit trail has of the input of each mutation. */
export const auditFacts: AuditFacts = {
  'chat.start': ['modelId', 'maxOutputTokens'],
  'embedding.create': ['modelId'],
  'model.register': ['provider', 'name', 'inputPrice', 'outputPrice', 'priority', 'isEnabled'],
};
