import { everything, expandPermissions, roles, type Permission } from '@conea/platform';

/** A role that every organization has. */
export type BuiltInRole = (typeof roles)[number];

/** What a user is in an organization: a built-in role, or the id of one that the organization made. */
export type Role = BuiltInRole | `rol_${string}`;

/** A role with what it permits, which is null for a built-in one. */
export type RoleHeld = { role: Role; customPermissions: readonly string[] | null };

const permissions: Record<BuiltInRole, readonly (Permission | typeof everything)[]> = {
  admin: [everything],
  user: ['read:own_data', 'write:own_data', 'execute:ai_requests'],
  viewer: ['read:own_data'],
};

/** The role when every organization has it; null for one that an organization made. */
export function builtIn(role: Role): BuiltInRole | null {
  return roles.find((name) => name === role) ?? null;
}

/** The permissions of a role, as users see them. */
export function permissionsOf({ role, customPermissions }: RoleHeld): readonly string[] {
  const name = builtIn(role);
  return name === null ? (customPermissions ?? []) : permissions[name];
}

/** The permissions of a role with what they stand for, so that a reader of scopes needs no rule for `*` or `any`. */
export function scopesOf(held: RoleHeld): readonly string[] {
  return expandPermissions(permissionsOf(held));
}

/** The strongest built-in role whose permissions are all among the scopes: without `*` nobody is an admin anywhere. */
export function roleWithin(scopes: readonly string[]): BuiltInRole {
  return roles.find((name) => permissions[name].every((permission) => scopes.includes(permission))) ?? 'viewer';
}
