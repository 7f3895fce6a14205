import { roles } from '@conea/platform';
import { parseDisplayName } from './display-name.ts';
import type { RoleChange } from './organization-role.ts';
import { problemOfPermission } from './permission-catalogue.ts';
import type { RoleLimits } from './role-limits.ts';
import { userErrors, type InvalidInput } from './user-errors.ts';

export type RoleInput = { name: string; description?: string; permissions: readonly string[] };

export type RoleForm = { isValid: true; role: RoleChange } | { isValid: false; errors: InvalidInput[] };

const maxDescription = 500;

/** Checks what a role is to be; each permission that there is not is named. */
export function checkRole(
  { name: text, description = '', permissions }: RoleInput,
  { permissions: maxPermissions }: RoleLimits,
): RoleForm {
  const name = parseDisplayName(text);
  const asked = [...new Set(permissions.slice(0, maxPermissions))];
  const problems = asked.flatMap((permission) => problemOfPermission(permission) ?? []);
  const errors = [
    ...(name === null ? [userErrors.invalidInput('name', 'A name has 1 to 100 characters on one line.')] : []),
    ...(description.length > maxDescription || /[\p{Cs}\0]/u.test(description)
      ? [userErrors.invalidInput('description', `A description has at most ${maxDescription} characters.`)]
      : []),
    ...(permissions.length === 0 || permissions.length > maxPermissions
      ? [userErrors.invalidInput('permissions', `A role has 1 to ${maxPermissions} permissions.`)]
      : []),
    ...problems.map((problem) => userErrors.invalidInput('permissions', problem)),
  ];
  if (name === null || errors.length > 0) return { isValid: false, errors };
  return { isValid: true, role: { name, nameKey: nameKeyOf(name), description, permissions: asked } };
}

/** Whether every organization has a role of this name. */
export function isBuiltInName(nameKey: string): boolean {
  return roles.some((role) => role === nameKey);
}

// Names that look alike to the eye of a hurried admin are the same name.
const nameKeyOf = (name: string) => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ');
