import { bindPerson, newId, type Caller, type Mutate } from '@conea/platform';
import { checkAccount } from './account-form.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { InvitationStore, PresentedInvitation } from './invitation.ts';
import type { Join } from './join.ts';
import type { Keyring } from './keyring.ts';
import { readOneTimeToken } from './one-time-token.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { CheckPassword } from './password-rules.ts';
import type { AdmitToSession } from './session-admission.ts';
import type { TokenReference } from './session-tokens.ts';
import type { IssuedChallenge } from './sign-in-challenge.ts';
import type { UserStore } from './user.ts';
import { userErrors, type EmailTaken, type InvalidInput, type InvalidToken, type WeakPassword } from './user-errors.ts';

export type SignUpByInvitationInput = {
  token: string;
  password: string;
  name: string;
  idempotencyKey?: string | null | undefined;
};

type SignUpError = EmailTaken | InvalidInput | InvalidToken | WeakPassword;

type Made =
  | { isDone: true; userId: string; organizationId: string; tokens: TokenReference | null }
  | { isDone: false; errors: SignUpError[] };

/**
 * The new user, and the reference of their first tokens or what is to follow before there are any; or why there is no user. A repeated request has
 * neither when something was to follow: whoever sends it signs in.
 */
export type SignUpByInvitationOutcome = Made & { challenge: IssuedChallenge | null };

export type SignUpByInvitationParts = {
  mutate: Mutate;
  users: UserStore;
  invitations: InvitationStore;
  join: Join;
  admitToSession: AdmitToSession;
  passwords: PasswordHasher;
  keyring: Keyring;
  fingerprint: Fingerprint;
  checkPassword: CheckPassword;
  clock: () => Date;
};

/** Creates a user with the address that was invited, as a member of the organization that invited it, and a session. */
export function createSignUpByInvitation(parts: SignUpByInvitationParts) {
  const { mutate, users, invitations, join, admitToSession, passwords, keyring, fingerprint, clock } = parts;
  /** What is wrong with the input; nothing is checked, or hashed, for who has no token. */
  const prepare = async ({ token, name, password }: SignUpByInvitationInput) => {
    const hash = readOneTimeToken('accept_invitation', token);
    const invitation = hash && (await invitations.findPresented(hash, clock()));
    if (!invitation) return { errors: [userErrors.invalidToken()] };
    const form = await checkAccount({ email: invitation.email.address, name, password }, parts.checkPassword);
    if (!form.isValid) return { errors: form.errors };
    return { form, passwordHash: isTakable(invitation) ? await passwords.hash(password) : '' };
  };
  return async (caller: Caller, input: SignUpByInvitationInput): Promise<SignUpByInvitationOutcome> => {
    const { token, name, password, idempotencyKey } = input;
    const prepared = await prepare(input);
    const { refreshKey } = await keyring.current();
    // Both take part, keyed: a repeated request answers only to who knows them.
    const [tokenFingerprint, passwordFingerprint] = [
      fingerprint('invitation', token),
      fingerprint('password', password),
    ];
    const request = {
      ...{ action: 'user.sign_up_by_invitation', idempotencyKey },
      input: {
        name,
        token: tokenFingerprint.toString('base64url'),
        password: passwordFingerprint.toString('base64url'),
      },
    };
    // Beside the result, which is stored for its key: the challenge has a token.
    let challenge: IssuedChallenge | null = null;
    const made = await mutate<Made>(caller, request, async (tx, emit) => {
      if ('errors' in prepared) return refuse(prepared.errors);
      const invitation = await join.hold(tx, token);
      if (!invitation || !isTakable(invitation) || prepared.passwordHash === '')
        return refuse([userErrors.invalidToken()]);
      const { organizationId, email } = invitation;
      const [id, now] = [newId('usr'), clock()];
      const user = { id, email: email.address, emailKey: email.key, name: prepared.form.name, createdAt: now };
      await bindPerson(tx, id);
      if (!(await users.create(tx, { ...user, passwordHash: prepared.passwordHash })))
        return refuse([userErrors.emailTaken('token')]);
      emit({ type: 'user.signed_up', subject: id, data: { organizationId } });
      await join.enter(tx, emit, invitation, id);
      const start = { caller, userId: id, organizationId, methods: ['pwd'], refreshKey, now };
      const admission = await admitToSession(tx, emit, start);
      challenge = 'challenge' in admission ? admission.challenge : null;
      const tokens = 'tokens' in admission ? admission.tokens : null;
      const result = { isDone: true, userId: id, organizationId, tokens } as const;
      return { result, resource: { type: 'User', id }, actor: { id, organizationId } };
    });
    return { ...made, challenge };
  };
}

const isTakable = ({ status }: PresentedInvitation) => status === 'pending';

function refuse(errors: SignUpError[]) {
  const result: Made = { isDone: false, errors };
  return { result, resource: null, isRefused: true };
}
