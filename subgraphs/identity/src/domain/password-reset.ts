import { bindPerson, type Caller, type Effect, type Mutate, type Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import { actorOf } from './actor.ts';
import { parseEmail } from './email.ts';
import type { AskForMail } from './mail-allowance.ts';
import type { MailQueue } from './mail.ts';
import type { MembershipStore } from './membership.ts';
import { readOneTimeToken, type TokenStore } from './one-time-token.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { CheckPassword } from './password-rules.ts';
import type { EndSessions } from './session-end.ts';
import type { UserStore } from './user.ts';
import { userErrors, type InvalidInput, type InvalidToken, type WeakPassword } from './user-errors.ts';

/** Hands an address to whoever looks for its user later: the mutation itself must not know whether there is one. */
export type ResetRequests = { send(tx: Transaction, emailKey: string): Promise<void> };

/** The address to sign in with, or why the password is the same as before. */
export type ResetOutcome = { isDone: true; email: string } | { isDone: false; error: InvalidToken | WeakPassword };

export type PasswordResetParts = {
  mutate: Mutate;
  users: UserStore;
  memberships: MembershipStore;
  tokens: TokenStore;
  mail: MailQueue;
  mails: AccountMails;
  askForMail: AskForMail;
  resetRequests: ResetRequests;
  passwords: PasswordHasher;
  checkPassword: CheckPassword;
  endSessions: EndSessions;
  clock: () => Date;
};

const purpose = 'reset_password';

/** Lets somebody who reads a mail choose a new password. Whoever asks for it is told nothing, whether there is such a user or not. */
export function createPasswordReset(parts: PasswordResetParts) {
  const { mutate, users, memberships, tokens, askForMail, resetRequests, passwords, checkPassword, clock } = parts;
  const replace = (caller: Caller, hash: Buffer, passwordHash: string) =>
    mutate<ResetOutcome>(caller, { action: 'user.reset_password', input: null }, async (tx, emit) => {
      const now = clock();
      const owner = await tokens.use(tx, purpose, hash, now);
      if (owner) await bindPerson(tx, owner.userId);
      if (!owner || !(await users.setPassword(tx, owner.userId, owner.email.key, passwordHash)))
        return refuse(userErrors.invalidToken());
      const { userId, email } = owner;
      // The mail has been read, so the address is theirs.
      await users.verifyEmail(tx, userId, email.key, now);
      await tokens.endOpen(tx, userId, [purpose, 'verify_email'], now);
      await parts.endSessions(tx, emit, { userId }, 'password_changed');
      await parts.mail.send(tx, parts.mails.passwordChanged(email.address, now));
      emit({ type: 'user.password_reset', subject: userId, data: {} });
      const actor = await actorOf(tx, memberships, userId);
      return { result: { isDone: true, email: email.address }, resource: { type: 'User', id: userId }, ...actor };
    });
  return {
    /** Refuses what is no address; of an address it tells nothing. */
    request: (caller: Caller, text: string): Promise<InvalidInput | null> => {
      const request = { action: 'user.request_password_reset', input: null };
      return mutate<InvalidInput | null>(caller, request, async (tx) => {
        const email = parseEmail(text);
        if (!email) return { result: userErrors.noEmail(), resource: null, isRefused: true };
        const isSpent = (await askForMail(tx, caller, email.key)) !== null;
        if (!isSpent) await resetRequests.send(tx, email.key);
        return { result: null, resource: null, isRefused: isSpent };
      });
    },
    reset: async (caller: Caller, { token, password }: { token: string; password: string }): Promise<ResetOutcome> => {
      const hash = readOneTimeToken(purpose, token);
      const owner = hash && (await tokens.findOpen(purpose, hash, clock()));
      // Nothing is hashed for who has no token.
      const weakness = owner ? await checkPassword(password, [owner.name, ...owner.email.address.split('@', 1)]) : null;
      if (!owner || weakness !== null) {
        const error = weakness === null ? userErrors.invalidToken() : userErrors.weakPassword(weakness);
        return mutate<ResetOutcome>(caller, { action: 'user.reset_password', input: null }, async () => refuse(error));
      }
      return replace(caller, hash, await passwords.hash(password));
    },
  };
}

function refuse(error: InvalidToken | WeakPassword): Effect<ResetOutcome> {
  return { result: { isDone: false, error }, resource: null, isRefused: true };
}
