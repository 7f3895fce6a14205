import type { Role as RoleName } from '../schema.generated.ts';
import type { Role } from '../domain/roles.ts';

const names = { admin: 'ADMIN', user: 'USER', viewer: 'VIEWER' } as const satisfies Record<Role, RoleName>;
const roles = { ADMIN: 'admin', USER: 'user', VIEWER: 'viewer' } as const satisfies Record<RoleName, Role>;

/** The role as the schema writes it. */
export const roleName = (role: Role): RoleName => names[role];

/** The role that the schema's name stands for. */
export const roleOf = (name: RoleName): Role => roles[name];
