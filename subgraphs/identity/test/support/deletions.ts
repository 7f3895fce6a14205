import type { Caller, Database } from '@conea/platform';
import { z } from 'zod';
import { createColumnSeal } from '../../src/domain/column-seal.ts';
import { sealedAddressPlace } from '../../src/domain/erasure.ts';
import { createErasureStore } from '../../src/store/erasure-store.ts';
import { createUserStore } from '../../src/store/user-store.ts';
import { failure } from './accounts.ts';
import { createSeals, openPersonalData, type IdentityServer } from './identity-server.ts';
import { mutationsOf } from './mutations.ts';

const errorFields = 'errors { __typename ... on UserError { message path } }';
const deletedPayload = z.object({ restorableUntil: z.string().nullable(), errors: z.array(failure) });
const emailPayload = z.object({ email: z.string().nullable(), errors: z.array(failure) });
const organizationPayload = z.object({ organizationId: z.string().nullable(), errors: z.array(failure) });
const deletedAccount = z.object({ restoreToken: z.string(), restorableUntil: z.string() });

/** The operations that delete and restore, with parsed answers. */
export function deletionsOf(server: IdentityServer) {
  const mutate = mutationsOf(server);
  return {
    deleteAccount: (input: object, caller: Caller) =>
      mutate(
        'deleteAccount',
        'restorableUntil errors { __typename ... on UserError { message path } ... on SuccessorNeeded { organizationIds } }',
        input,
        deletedPayload,
        caller,
      ),
    restoreAccount: (token: string) => mutate('restoreAccount', `email ${errorFields}`, { token }, emailPayload),
    deleteOrganization: (input: object, caller: Caller) =>
      mutate('deleteOrganization', `restorableUntil ${errorFields}`, input, deletedPayload, caller),
    restoreOrganization: (token: string) =>
      mutate('restoreOrganization', `organizationId ${errorFields}`, { token }, organizationPayload),
    /** What a refused sign-in to a deleted account says. */
    parseDeleted: (error: unknown) => deletedAccount.parse(error),
  };
}

/** What purges and erases for a process of identity. */
export async function createPurgeParts(database: Database) {
  return {
    database,
    users: createUserStore(database, await openPersonalData(database)),
    erasures: createErasureStore(database),
    addressSeal: createColumnSeal(createSeals(database), sealedAddressPlace),
  };
}
