import { isId, type Transaction } from '@conea/platform';
import type { RoleStore } from './organization-role.ts';
import { builtIn, type Role, type RoleHeld } from './roles.ts';

/** The role that was chosen, with what it permits; null when the organization has no such role. */
export async function findRole(
  tx: Transaction,
  roles: RoleStore,
  organizationId: string,
  role: Role,
): Promise<RoleHeld | null> {
  if (builtIn(role) !== null) return { role, customPermissions: null };
  const custom = isId('rol', role) ? await roles.find(tx, organizationId, role) : null;
  return custom && { role, customPermissions: custom.permissions };
}
