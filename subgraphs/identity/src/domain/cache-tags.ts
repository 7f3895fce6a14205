import type { CacheTagsByEvent } from '@conea/platform';

const user = ['user-{subject}'];

/** What of the `@cacheTag`s of schema.graphql each event makes untrue. */
export const cacheTags: CacheTagsByEvent = {
  'organization.created': ['organization-{subject}'],
  'organization.second_factor_policy_changed': ['organization-{subject}'],
  'organization.audit_retention_changed': ['organization-{subject}'],
  'organization.deleted': ['organization-{subject}'],
  'organization.restored': ['organization-{subject}'],
  'organization.purged': ['organization-{subject}'],
  'user.created': user,
  'user.deleted': user,
  'user.restored': user,
  'user.purged': user,
  'user.renamed': user,
  'user.email_changed': user,
  'user.email_verified': user,
  'user.password_reset': user,
  'user.role_changed': user,
  'user.suspended': user,
  'user.suspension_ended': user,
  'member.joined': user,
  'member.suspended': user,
  'member.restored': user,
  'member.removed': user,
};
