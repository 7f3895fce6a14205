import { covers, isId, newId, type Caller, type DomainEvent, type Effect, type Mutate } from '@conea/platform';
import type { Transaction } from '@conea/platform';
import { requireCover, requirePermission, type Authority } from './authority.ts';
import type { MembershipStore } from './membership.ts';
import type { CustomRole, RoleChange, RoleHolders, RoleStore } from './organization-role.ts';
import { findRole } from './role-choice.ts';
import { checkRole, isBuiltInName, type RoleInput } from './role-form.ts';
import type { RoleLimits } from './role-limits.ts';
import type { Role } from './roles.ts';
import type { RequireRecentProof } from './step-up.ts';
import { userErrors, type InvalidInput, type NotFound, type RoleInUse, type RoleNameTaken } from './user-errors.ts';

type FormError = InvalidInput | RoleNameTaken;

/** The id of the role, or why there is none. */
export type CreateRoleOutcome = { isDone: true; roleId: string } | { isDone: false; errors: FormError[] };

/** Why a role is as it was; empty when it has changed. */
export type UpdateRoleOutcome = (FormError | NotFound)[];

/** Why a role is still there; null when it is gone. */
export type DeleteRoleOutcome = NotFound | RoleInUse | null;

export type RoleChangeParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  roles: RoleStore;
  requireRecentProof: RequireRecentProof;
  roleLimits: RoleLimits;
  clock: () => Date;
};

type Emit = (event: DomainEvent) => void;

/** Makes, changes and deletes roles of the caller's organization. Throws FORBIDDEN for a role that permits more than the caller may. */
export function createRoleChanges(parts: RoleChangeParts) {
  const { mutate, memberships, roles, roleLimits, clock } = parts;
  const begin = async (tx: Transaction, caller: Caller) => {
    const authority = await requirePermission(tx, memberships, caller, 'manage:roles');
    await parts.requireRecentProof(tx, caller);
    return { authority, organizationId: authority.user.organizationId };
  };
  const isTooMany = async (tx: Transaction, organizationId: string) =>
    (await roles.count(tx, organizationId)) >= roleLimits.roles;

  return {
    create: (
      caller: Caller,
      { idempotencyKey, ...asked }: RoleInput & { idempotencyKey?: string | null | undefined },
    ): Promise<CreateRoleOutcome> => {
      const input = { ...asked, description: asked.description ?? '' };
      const request = { action: 'role.create', idempotencyKey, input };
      return mutate<CreateRoleOutcome>(caller, request, async (tx, emit) => {
        const { authority, organizationId } = await begin(tx, caller);
        const form = checkForm(authority, input, roleLimits);
        if (!form.isValid) return refuseForm(form.errors);
        if (await isTooMany(tx, organizationId))
          return refuseForm([
            userErrors.invalidInput(
              'name',
              `An organization has at most ${roleLimits.roles} roles of its own: delete one.`,
            ),
          ]);
        const id = newId('rol');
        if (!(await roles.create(tx, id, organizationId, form.role, clock())))
          return refuseForm([userErrors.roleNameTaken()]);
        const { name, permissions } = form.role;
        emit({ type: 'role.created', subject: id, data: { name, permissions } });
        const resource = { type: 'OrganizationRole', id };
        return { result: { isDone: true, roleId: id }, resource, metadata: { name, permissions } };
      });
    },
    update: (caller: Caller, { roleId, ...input }: RoleInput & { roleId: string }): Promise<UpdateRoleOutcome> => {
      const request = { action: 'role.update', input: { roleId, ...input, description: input.description ?? '' } };
      return mutate<UpdateRoleOutcome>(caller, request, async (tx, emit): Promise<Effect<UpdateRoleOutcome>> => {
        const { authority, organizationId } = await begin(tx, caller);
        const role = isId('rol', roleId) ? await roles.lock(tx, organizationId, roleId) : null;
        if (!role) return refuse([userErrors.noSuchRole('roleId')]);
        requireCover(authority, heldOf(role));
        const form = checkForm(authority, input, roleLimits);
        if (!form.isValid) return refuse(form.errors);
        if (!(await roles.update(tx, roleId, form.role, clock()))) return refuse([userErrors.roleNameTaken()]);
        if (!isSame(role.permissions, form.role.permissions))
          tell(emit, await roles.findHolders(tx, organizationId, role.id), role.id);
        const { name, permissions } = form.role;
        emit({ type: 'role.updated', subject: roleId, data: { name, permissions } });
        const metadata = { name, permissions, permissionsBefore: role.permissions };
        return { result: [], resource: { type: 'OrganizationRole', id: roleId }, metadata };
      });
    },
    delete: (
      caller: Caller,
      { roleId, replacement }: { roleId: string; replacement: Role | null },
    ): Promise<DeleteRoleOutcome> => {
      const request = { action: 'role.delete', input: { roleId, replacement } };
      return mutate<DeleteRoleOutcome>(caller, request, async (tx, emit): Promise<Effect<DeleteRoleOutcome>> => {
        const { authority, organizationId } = await begin(tx, caller);
        const role = isId('rol', roleId) ? await roles.lock(tx, organizationId, roleId) : null;
        if (!role) return refuse(userErrors.noSuchRole('roleId'));
        requireCover(authority, heldOf(role));
        const counts = countsOf(await roles.findHolders(tx, organizationId, role.id));
        if (isHeld(counts) && replacement === null) return refuse(userErrors.roleInUse(counts));
        if (replacement !== null) {
          const next = replacement === role.id ? null : await findRole(tx, roles, organizationId, replacement);
          if (!next) return refuse(userErrors.noSuchRole('replacement'));
          requireCover(authority, next);
          tell(emit, await roles.replace(tx, organizationId, role.id, replacement), replacement);
        }
        await roles.delete(tx, roleId);
        emit({ type: 'role.deleted', subject: roleId, data: { replacement } });
        const metadata = { name: role.name, replacement, ...counts };
        return { result: null, resource: { type: 'OrganizationRole', id: roleId }, metadata };
      });
    },
  };
}

/** Throws FORBIDDEN for permissions that the caller lacks, once the form has no other fault. */
function checkForm(
  authority: Authority,
  input: RoleInput,
  limits: RoleLimits,
): { isValid: true; role: RoleChange } | FormProblem {
  const form = checkRole(input, limits);
  if (!form.isValid) return form;
  if (isBuiltInName(form.role.nameKey)) return { isValid: false, errors: [userErrors.roleNameTaken()] };
  requireCover(authority, { role: 'rol_', customPermissions: form.role.permissions });
  return form;
}

type FormProblem = { isValid: false; errors: FormError[] };

const heldOf = ({ id, permissions }: CustomRole) => ({ role: id, customPermissions: permissions });

const countsOf = ({ userIds, serviceAccountIds }: RoleHolders) => ({
  memberCount: userIds.length,
  serviceAccountCount: serviceAccountIds.length,
});

const isHeld = (counts: ReturnType<typeof countsOf>) => counts.memberCount + counts.serviceAccountCount > 0;

const isSame = (some: readonly string[], others: readonly string[]) => covers(some, others) && covers(others, some);

/** Who has another role, or one that permits something else, is told of one by one: what is held of each of them is untrue now. */
function tell(emit: Emit, { userIds, serviceAccountIds }: RoleHolders, role: Role): void {
  for (const subject of userIds) emit({ type: 'user.role_changed', subject, data: { role } });
  for (const subject of serviceAccountIds) emit({ type: 'service_account.role_changed', subject, data: { role } });
}

function refuse<Refusal extends UpdateRoleOutcome | DeleteRoleOutcome>(result: Refusal): Effect<Refusal> {
  return { result, resource: null, isRefused: true };
}

const refuseForm = (errors: FormError[]): Effect<CreateRoleOutcome> => ({
  result: { isDone: false, errors },
  resource: null,
  isRefused: true,
});
