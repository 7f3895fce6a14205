import { createChangeRole, type ChangeRoleParts } from './domain/change-role.ts';
import { createEndImpersonation, type EndImpersonationParts } from './domain/end-impersonation.ts';
import { createImpersonate, type ImpersonateParts } from './domain/impersonate.ts';
import { createRoleChanges, type RoleChangeParts } from './domain/role-changes.ts';

export type RoleUseCaseParts = ChangeRoleParts & RoleChangeParts & ImpersonateParts & EndImpersonationParts;

/** Connects what is done with roles, and in the name of others. */
export function createRoleUseCases(parts: RoleUseCaseParts) {
  return {
    changeRole: createChangeRole(parts),
    roleChanges: createRoleChanges(parts),
    impersonate: createImpersonate(parts),
    endImpersonation: createEndImpersonation(parts),
    listImpersonations: parts.impersonations.listActive,
    listRoles: parts.roles.listOfOrganization,
  };
}
