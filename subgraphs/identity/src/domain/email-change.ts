import { bindPerson, type Caller, type Effect, type Mutate } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import { actorOf } from './actor.ts';
import { parseEmail } from './email.ts';
import type { AskForMail } from './mail-allowance.ts';
import type { MailQueue } from './mail.ts';
import type { MembershipStore } from './membership.ts';
import { createOneTimeToken, readOneTimeToken, type TokenStore } from './one-time-token.ts';
import { createOwnPasswordCheck } from './own-password-check.ts';
import type { PasswordCheckParts } from './password-check.ts';
import type { EndSessions } from './session-end.ts';
import type { RequireProofOfFactor } from './step-up.ts';
import { userErrors } from './user-errors.ts';
import type { EmailTaken, InvalidCredentials, InvalidInput, InvalidToken, TooManyAttempts } from './user-errors.ts';

/** Where the mail with the link goes, or why there is none. Whether somebody has that address is not told. */
export type RequestOutcome =
  { isDone: true; email: string } | { isDone: false; error: InvalidInput | InvalidCredentials | TooManyAttempts };

/** The address to sign in with from now on, or why it is as before. */
export type ConfirmOutcome = { isDone: true; email: string } | { isDone: false; error: InvalidToken | EmailTaken };

export type EmailChangeParts = PasswordCheckParts & {
  mutate: Mutate;
  memberships: MembershipStore;
  tokens: TokenStore;
  mail: MailQueue;
  mails: AccountMails;
  askForMail: AskForMail;
  endSessions: EndSessions;
  requireProofOfFactor: RequireProofOfFactor;
};

const purpose = 'change_email';
type Sent = { email: string } | { retryAt: string | null };

/** Gives a user another address once they show, by a mail to it, that it is theirs; the old address is told. */
export function createEmailChange(parts: EmailChangeParts) {
  const { mutate, users, memberships, tokens, mail, mails, askForMail, endSessions, clock } = parts;
  const checkOwnPassword = createOwnPasswordCheck(parts);
  return {
    request: async (caller: Caller, input: { email: string; password: string }): Promise<RequestOutcome> => {
      const { account, error } = await checkOwnPassword(caller, input.password, 'password');
      const email = parseEmail(input.email);
      const problem = error ?? (email ? null : userErrors.noEmail());
      const isSame = email?.key === account.email.key;
      const resource = { type: 'User', id: account.id };
      const request = { action: 'user.request_email_change', input: null };
      const sent = await mutate<Sent>(caller, request, async (tx): Promise<Effect<Sent>> => {
        await parts.requireProofOfFactor(tx, caller);
        if (problem || !email || isSame) return { result: { retryAt: null }, resource, isRefused: true };
        const retryAt = await askForMail(tx, caller, email.key);
        if (retryAt) return { result: { retryAt: retryAt.toISOString() }, resource, isRefused: true };
        const { text, token } = createOneTimeToken(purpose, { userId: account.id, email }, clock());
        // The newest wish counts.
        await tokens.endOpen(tx, account.id, [purpose], clock());
        await tokens.add(tx, token);
        const { expiresAt } = token;
        await mail.send(tx, mails.changeEmail({ to: email.address, token: text, expiresAt }));
        await mail.send(tx, mails.emailChangeRequested(account.email.address, expiresAt));
        return { result: { email: email.address }, resource };
      });
      if ('email' in sent) return { isDone: true, email: sent.email };
      if (sent.retryAt) return { isDone: false, error: userErrors.tooManyMails(new Date(sent.retryAt)) };
      return { isDone: false, error: problem ?? userErrors.invalidInput('email', 'This is your address already.') };
    },
    confirm: (caller: Caller, text: string): Promise<ConfirmOutcome> => {
      const hash = readOneTimeToken(purpose, text);
      return mutate<ConfirmOutcome>(caller, { action: 'user.change_email', input: null }, async (tx, emit) => {
        const now = clock();
        const owner = hash && (await tokens.use(tx, purpose, hash, now));
        if (!owner) return refuse(userErrors.invalidToken());
        const { userId, email } = owner;
        await bindPerson(tx, userId);
        const before = await users.getAccount(userId, tx);
        if (!(await users.changeEmail(tx, userId, email, now))) return refuse(userErrors.emailTaken('token'));
        await tokens.endOpen(tx, userId, [purpose, 'verify_email', 'reset_password'], now);
        const own = caller.user?.id === userId ? { exceptSessionId: caller.user.sessionId } : {};
        await endSessions(tx, emit, { userId, ...own }, 'email_changed');
        await mail.send(tx, mails.emailChanged(before.email.address, now));
        emit({ type: 'user.email_changed', subject: userId, data: {} });
        const actor = await actorOf(tx, memberships, userId);
        return { result: { isDone: true, email: email.address }, resource: { type: 'User', id: userId }, ...actor };
      });
    },
  };
}

function refuse(error: InvalidToken | EmailTaken): Effect<ConfirmOutcome> {
  return { result: { isDone: false, error }, resource: null, isRefused: true };
}
