import { ClientError } from '@conea/platform';
import type { Role as RoleName } from '../schema.generated.ts';
import { builtIn, type BuiltInRole, type Role } from '../domain/roles.ts';

const names = { admin: 'ADMIN', user: 'USER', viewer: 'VIEWER' } as const satisfies Record<BuiltInRole, RoleName>;
const roles = { ADMIN: 'admin', USER: 'user', VIEWER: 'viewer' } as const;

type Choice = { role: RoleName; customRoleId?: string | null | undefined };

/** The role as the schema writes it. */
export function roleName(role: Role): RoleName {
  const name = builtIn(role);
  return name === null ? 'CUSTOM' : names[name];
}

/** The role that a client chose; whether the organization has it is not known yet. Throws BAD_USER_INPUT. */
export function roleOf({ role, customRoleId = null }: Choice): Role {
  if ((role === 'CUSTOM') !== (customRoleId !== null))
    throw new ClientError('BAD_USER_INPUT', 'The role CUSTOM goes with `customRoleId`, and no other role does.');
  return role === 'CUSTOM' ? `rol_${customRoleId?.replace(/^rol_/, '')}` : roles[role];
}
