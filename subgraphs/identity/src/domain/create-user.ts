import { newId, permits, type Caller, type Mutate } from '@conea/platform';
import { checkAccount } from './account-form.ts';
import { requireCover, requirePermission } from './authority.ts';
import type { AskToVerify } from './email-verification.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { MembershipStore } from './membership.ts';
import type { RoleStore } from './organization-role.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { CheckPassword } from './password-rules.ts';
import { findRole } from './role-choice.ts';
import type { Role } from './roles.ts';
import type { RequireRecentProof } from './step-up.ts';
import type { UserStore } from './user.ts';
import { userErrors, type EmailTaken, type InvalidInput, type NotFound, type WeakPassword } from './user-errors.ts';

export type CreateUserInput = {
  email: string;
  password: string;
  name: string;
  role: Role;
  idempotencyKey?: string | null | undefined;
};

/** The id of the new user, or why there is none. */
export type CreateUserOutcome = { isDone: true; userId: string } | { isDone: false; errors: CreateUserError[] };

type CreateUserError = EmailTaken | WeakPassword | InvalidInput | NotFound;

export type CreateUserParts = {
  mutate: Mutate;
  users: UserStore;
  memberships: MembershipStore;
  roles: RoleStore;
  passwords: PasswordHasher;
  fingerprint: Fingerprint;
  askToVerify: AskToVerify;
  checkPassword: CheckPassword;
  requireRecentProof: RequireRecentProof;
  clock: () => Date;
};

/** Adds a user to the caller's organization; throws FORBIDDEN unless the caller may, and may all that the role permits. */
export function createCreateUser(parts: CreateUserParts) {
  const { mutate, users, memberships, roles, passwords, fingerprint, askToVerify, requireRecentProof, clock } = parts;
  return async (caller: Caller, input: CreateUserInput): Promise<CreateUserOutcome> => {
    const { email, name, role, password, idempotencyKey } = input;
    const form = await checkAccount(input, parts.checkPassword);
    const mayCreate = permits(caller.user?.scopes ?? [], 'manage:users');
    const passwordHash = form.isValid && mayCreate ? await passwords.hash(password) : '';
    const passwordFingerprint = fingerprint('password', password).toString('base64url');
    const request = { action: 'user.create', idempotencyKey, input: { email, name, role, passwordFingerprint } };
    return mutate<CreateUserOutcome>(caller, request, async (tx, emit) => {
      const authority = await requirePermission(tx, memberships, caller, 'manage:users');
      const { organizationId } = authority.user;
      // Beyond what the built-in roles below admin permit, a role can do harm.
      if (role !== 'user' && role !== 'viewer') await requireRecentProof(tx, caller);
      const held = await findRole(tx, roles, organizationId, role);
      if (!held) return refuse([userErrors.noSuchRole('customRoleId')]);
      requireCover(authority, held);
      if (!form.isValid) return refuse(form.errors);
      const id = newId('usr');
      const { address, key: emailKey } = form.email;
      const now = clock();
      const account = { id, email: address, emailKey, name: form.name };
      const isCreated = await users.create(tx, { ...account, passwordHash, createdAt: now });
      if (!isCreated) return refuse([userErrors.emailTaken()]);
      await memberships.add(tx, { organizationId, userId: id, role, joinedAt: now });
      await askToVerify(tx, id, form.email);
      emit({ type: 'user.created', subject: id, data: { organizationId, role } });
      return { result: { isDone: true, userId: id }, resource: { type: 'User', id } };
    });
  };
}

function refuse(errors: CreateUserError[]) {
  const result: CreateUserOutcome = { isDone: false, errors };
  return { result, resource: null, isRefused: true };
}
