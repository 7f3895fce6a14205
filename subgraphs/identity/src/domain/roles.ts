import { everything, expandPermissions, type Permission, type roles } from '@conea/platform';

/** What a user is in an organization. */
export type Role = (typeof roles)[number];

const permissions: Record<Role, readonly (Permission | typeof everything)[]> = {
  admin: [everything],
  user: ['read:own_data', 'write:own_data', 'execute:ai_requests'],
  viewer: ['read:own_data'],
};

/** The permissions of a role, as users see them. */
export function permissionsOf(role: Role): readonly string[] {
  return permissions[role];
}

/** The permissions of a role with what they stand for, so that a reader of scopes needs no rule for `*` or `any`. */
export function scopesOf(role: Role): readonly string[] {
  return expandPermissions(permissions[role]);
}
