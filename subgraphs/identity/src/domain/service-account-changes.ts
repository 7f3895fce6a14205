import { isId, newId, type Caller, type Effect, type Mutate } from '@conea/platform';
import { parseDisplayName } from './display-name.ts';
import type { RequireProvenAdmin } from './proven-admin.ts';
import { builtIn, type Role } from './roles.ts';
import type { ServiceAccountStore } from './service-account.ts';
import { userErrors, type InvalidInput, type NotFound } from './user-errors.ts';

export type CreateServiceAccountInput = { name: string; role: Role; idempotencyKey?: string | null | undefined };

/** The id of the new service account, or why there is none. */
export type CreateServiceAccountOutcome =
  { isDone: true; serviceAccountId: string } | { isDone: false; error: InvalidInput };

/** Of one organization. */
export const maxServiceAccounts = 100;

export type ServiceAccountParts = {
  mutate: Mutate;
  serviceAccounts: ServiceAccountStore;
  requireProvenAdmin: RequireProvenAdmin;
  clock: () => Date;
};

/** Makes service accounts of the caller's organization, disables and enables them. Throws FORBIDDEN unless the caller is an admin with a session. */
export function createServiceAccountChanges({
  mutate,
  serviceAccounts,
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
        const role = builtIn(input.role);
        if (name === null) return refuse('A name has 1 to 100 characters on one line.');
        if (role === null) return refuse('A service account has a role that every organization has.', 'role');
        if ((await serviceAccounts.countOfOrganization(tx, organizationId)) >= maxServiceAccounts)
          return refuse(`An organization has at most ${maxServiceAccounts} service accounts.`);
        const id = newId('sva');
        await serviceAccounts.create(tx, { id, organizationId, name, role, createdAt: clock() });
        emit({ type: 'service_account.created', subject: id, data: { role } });
        return { result: { isDone: true, serviceAccountId: id }, resource: resourceOf(id), metadata: { role } };
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

function refuse(why: string, field = 'name'): Effect<CreateServiceAccountOutcome> {
  return { result: { isDone: false, error: userErrors.invalidInput(field, why) }, resource: null, isRefused: true };
}
