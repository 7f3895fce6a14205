import type { roles } from '@conea/platform';

/** What a user is in an organization. */
export type Role = (typeof roles)[number];

const everything = '*';
const ofUser = ['read:own_data', 'write:own_data', 'execute:ai_requests'] as const;

const permissions: Record<Role, readonly string[]> = {
  admin: [everything],
  user: ofUser,
  viewer: ['read:own_data'],
};

/** The permissions of a role, as users see them. */
export function permissionsOf(role: Role): readonly string[] {
  return permissions[role];
}

/** The permissions of a role with what `*` stands for, so that a reader of scopes needs no wildcard rule. */
export function scopesOf(role: Role): readonly string[] {
  return role === 'admin' ? [everything, ...ofUser] : permissions[role];
}
