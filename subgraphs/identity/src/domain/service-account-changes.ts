import { isId, newId, type Caller, type Effect, type Mutate } from '@conea/platform';
import { parseDisplayName } from './display-name.ts';
import type { RequireProvenAdmin } from './proven-admin.ts';
import type { RoleStore } from './organization-role.ts';
import { findRole } from './role-choice.ts';
import type { Role } from './roles.ts';
import type { ServiceAccountStore } from './service-account.ts';
import { userErrors, type InvalidInput, type NotFound } from './user-errors.ts';

export type CreateServiceAccountInput = { name: string; role: Role; idempotencyKey?: string | null | undefined };

/** The id of the new service account, or why there is none. */
export type CreateServiceAccountOutcome =
  { isDone: true; serviceAccountId: string } | { isDone: false; error: InvalidInput | NotFound };

/** Of one organization. */
export const maxServiceAccounts = 100;

export type ServiceAccountParts = {
  mutate: Mutate;
  serviceAccounts: ServiceAccountStore;
  roles: RoleStore;
  requireProvenAdmin: RequireProvenAdmin;
  clock: () => Date;
};

/** Makes service accounts of the caller's organization, gives them other roles, disables and enables them. Throws FORBIDDEN unless the caller is an admin with a session. */
export function createServiceAccountChanges({
  mutate,
  serviceAccounts,
  roles,
  requireProvenAdmin,
  clock,
}: ServiceAccountParts) {
  return {
    create: (caller: Caller, input: CreateServiceAccountInput): Promise<CreateServiceAccountOutcome> => {
      const { name: text, idempotencyKey } = input;
      const request = { action: 'service_account.create', idempotencyKey, input: { name: text, role: input.role } };
      return mutate<CreateServiceAccountOutcome>(caller, request, async (tx, emit) => {
        const { organizationId } = await requireProvenAdmin(tx, caller);
        const name = parseDisplayName(text);
        if (name === null) return refuse('A name has 1 to 100 characters on one line.');
        if ((await serviceAccounts.countOfOrganization(tx, organizationId)) >= maxServiceAccounts)
          return refuse(`An organization has at most ${maxServiceAccounts} service accounts.`);
        const held = await findRole(tx, roles, organizationId, input.role);
        if (!held) return refuseWith(userErrors.noSuchRole('customRoleId'));
        const { role } = held;
        const id = newId('sva');
        await serviceAccounts.create(tx, { id, organizationId, name, role, createdAt: clock() });
        emit({ type: 'service_account.created', subject: id, data: { role } });
        return { result: { isDone: true, serviceAccountId: id }, resource: resourceOf(id), metadata: { role } };
      });
    },
    /** Its access tokens are refused at once, and its keys have what the other role permits; answers why it is as it was, or null. */
    changeRole: (caller: Caller, id: string, role: Role): Promise<NotFound | null> => {
      const request = { action: 'service_account.change_role', input: { id, role } };
      return mutate<NotFound | null>(caller, request, async (tx, emit) => {
        const { organizationId } = await requireProvenAdmin(tx, caller);
        const account = isServiceAccountId(id) ? await serviceAccounts.find(tx, organizationId, id) : null;
        if (!account) return { result: userErrors.noSuchServiceAccount(), resource: null, isRefused: true };
        if (!(await findRole(tx, roles, organizationId, role)))
          return { result: userErrors.noSuchRole('customRoleId'), resource: resourceOf(id), isRefused: true };
        await serviceAccounts.changeRole(tx, organizationId, id, role);
        emit({ type: 'service_account.role_changed', subject: id, data: { role } });
        return { result: null, resource: resourceOf(id), metadata: { role, roleBefore: account.role } };
      });
    },
    disable: (caller: Caller, id: string): Promise<NotFound | null> =>
      mutate<NotFound | null>(caller, { action: 'service_account.disable', input: { id } }, async (tx, emit) => {
        const { organizationId } = await requireProvenAdmin(tx, caller);
        if (!isServiceAccountId(id) || !(await serviceAccounts.disable(tx, organizationId, id, clock())))
          return { result: userErrors.noSuchServiceAccount(), resource: null, isRefused: true };
        emit({ type: 'service_account.disabled', subject: id, data: {} });
        return { result: null, resource: resourceOf(id) };
      }),
    enable: (caller: Caller, id: string): Promise<NotFound | null> =>
      mutate<NotFound | null>(caller, { action: 'service_account.enable', input: { id } }, async (tx, emit) => {
        const { organizationId } = await requireProvenAdmin(tx, caller);
        if (!isServiceAccountId(id) || !(await serviceAccounts.enable(tx, organizationId, id)))
          return { result: userErrors.noSuchServiceAccount(), resource: null, isRefused: true };
        emit({ type: 'service_account.enabled', subject: id, data: {} });
        return { result: null, resource: resourceOf(id) };
      }),
  };
}

/** Whether an untrusted text has the form of the id of a service account. */
export const isServiceAccountId = (id: string) => isId('sva', id);

const resourceOf = (id: string) => ({ type: 'ServiceAccount', id });

const refuse = (why: string) => refuseWith(userErrors.invalidInput('name', why));

function refuseWith(error: InvalidInput | NotFound): Effect<CreateServiceAccountOutcome> {
  return { result: { isDone: false, error }, resource: null, isRefused: true };
}
