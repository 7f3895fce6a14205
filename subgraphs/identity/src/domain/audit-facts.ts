import type { AuditFacts } from '@conea/platform';

/** What the audit trail has of the input of each mutation. */
export const auditFacts: AuditFacts = {
  'api_key.create': ['scopes', 'expiresInDays', 'budget'],
  'api_key.rotate': ['graceHours', 'expiresInDays'],
  'member.invite': ['role'],
  'organization.change_audit_retention': ['days'],
  'user.create': ['role'],
};
