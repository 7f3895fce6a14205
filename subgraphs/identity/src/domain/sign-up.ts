import { bindPerson, bindTransaction, newId, type Caller, type Mutate } from '@conea/platform';
import { checkAccount, type AccountForm } from './account-form.ts';
import type { AskToVerify } from './email-verification.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Keyring } from './keyring.ts';
import type { MembershipStore } from './membership.ts';
import type { OrganizationStore } from './organization.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { CheckPassword } from './password-rules.ts';
import type { SessionStore } from './session.ts';
import { startSession } from './session-start.ts';
import type { NoteSignIn } from './sign-in-notice.ts';
import type { TokenReference } from './session-tokens.ts';
import type { UserStore } from './user.ts';
import { userErrors, type EmailTaken, type InvalidInput, type WeakPassword } from './user-errors.ts';

export type SignUpInput = {
  email: string;
  password: string;
  name: string;
  organizationName: string;
  idempotencyKey?: string | null | undefined;
};

/** The new user and the reference of their first tokens, or why there is none. */
export type SignUpOutcome =
  | { isDone: true; userId: string; organizationId: string; tokens: TokenReference }
  | { isDone: false; errors: (EmailTaken | WeakPassword | InvalidInput)[] };

export type SignUpParts = {
  mutate: Mutate;
  users: UserStore;
  memberships: MembershipStore;
  organizations: OrganizationStore;
  sessions: SessionStore;
  passwords: PasswordHasher;
  keyring: Keyring;
  fingerprint: Fingerprint;
  askToVerify: AskToVerify;
  noteSignIn: NoteSignIn;
  checkPassword: CheckPassword;
  clock: () => Date;
};

/** Creates an organization with its first user, an admin, and a session. The stored result of the mutation has ids only, no secret. */
export function createSignUp(parts: SignUpParts) {
  const { mutate, users, memberships, organizations, sessions, passwords, keyring, clock } = parts;
  return async (caller: Caller, input: SignUpInput): Promise<SignUpOutcome> => {
    const { email, name, organizationName, password, idempotencyKey } = input;
    const form = await checkAccount(input, parts.checkPassword);
    const passwordHash = form.isValid ? await passwords.hash(password) : '';
    const { refreshKey } = await keyring.current();
    const now = clock();
    // The password takes part, keyed: a repeated request answers only to who knows it.
    const passwordFingerprint = parts.fingerprint('password', password).toString('base64url');
    const request = {
      action: 'user.sign_up',
      idempotencyKey,
      input: { email, name, organizationName, passwordFingerprint },
    };
    return mutate<SignUpOutcome>(caller, request, async (tx, emit) => {
      if (!form.isValid) return refuse(form.errors);
      const organization = { id: newId('org'), name: form.organizationName, createdAt: now };
      const user = newUser(form, passwordHash, now);
      await bindPerson(tx, user.id);
      if (!(await users.create(tx, user))) return refuse([userErrors.emailTaken()]);
      await bindTransaction(tx, organization.id);
      await organizations.create(tx, organization);
      await memberships.add(tx, { organizationId: organization.id, userId: user.id, role: 'admin', joinedAt: now });
      emit({ type: 'organization.created', subject: organization.id, data: { name: organization.name } });
      emit({ type: 'user.signed_up', subject: user.id, data: { organizationId: organization.id } });
      await parts.askToVerify(tx, user.id, form.email);
      const who = { caller, userId: user.id, organizationId: organization.id };
      // Nobody has a second factor, nor does a new organization ask for one.
      const start = { ...who, methods: ['pwd'], refreshKey, now };
      await parts.noteSignIn(tx, caller, user.id, now);
      const tokens = await startSession(tx, emit, sessions, start);
      return {
        result: { isDone: true, userId: user.id, organizationId: organization.id, tokens },
        resource: { type: 'User', id: user.id },
        actor: { id: user.id, organizationId: organization.id },
      };
    });
  };
}

function newUser({ email, name }: AccountForm & { isValid: true }, passwordHash: string, now: Date) {
  const { address, key } = email;
  return { id: newId('usr'), email: address, emailKey: key, name, passwordHash, createdAt: now };
}

function refuse(errors: (EmailTaken | WeakPassword | InvalidInput)[]) {
  const result: SignUpOutcome = { isDone: false, errors };
  return { result, resource: null, isRefused: true };
}
