import { bindPerson, type Caller, type Effect, type Mutate, type Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import { actorOf } from './actor.ts';
import { requireSession } from './create-api-key.ts';
import type { Email } from './email.ts';
import type { AskForMail } from './mail-allowance.ts';
import type { MailQueue } from './mail.ts';
import type { MembershipStore } from './membership.ts';
import { createOneTimeToken, readOneTimeToken, type TokenStore } from './one-time-token.ts';
import type { UserStore } from './user.ts';
import { userErrors, type AlreadyVerified, type InvalidToken, type TooManyAttempts } from './user-errors.ts';

/** The address that is verified now, or why none is. */
export type VerifyOutcome = { isDone: true; email: string } | { isDone: false; error: InvalidToken };

/** Where the mail goes, or why there is none. */
export type ResendOutcome =
  { isDone: true; email: string } | { isDone: false; error: AlreadyVerified | TooManyAttempts };

/** Sends the link by which a new user shows that the address is theirs. */
export type AskToVerify = (tx: Transaction, userId: string, email: Email) => Promise<void>;

export type VerificationParts = {
  mutate: Mutate;
  users: UserStore;
  memberships: MembershipStore;
  tokens: TokenStore;
  mail: MailQueue;
  mails: AccountMails;
  askForMail: AskForMail;
  clock: () => Date;
};

type Sent = { email: string } | { retryAt: string | null };

const purpose = 'verify_email';

/** Mails links that verify an address, and takes them back: a link is good for the address it was sent to, while the user still has it. */
export function createEmailVerification(parts: VerificationParts) {
  const { mutate, users, memberships, tokens, mail, mails, askForMail, clock } = parts;
  const ask: AskToVerify = async (tx, userId, email) => {
    const { text, token } = createOneTimeToken(purpose, { userId, email }, clock());
    await tokens.add(tx, token);
    await mail.send(tx, mails.verifyEmail({ to: email.address, token: text, expiresAt: token.expiresAt }));
  };
  return {
    ask,
    verify: (caller: Caller, text: string): Promise<VerifyOutcome> => {
      const hash = readOneTimeToken(purpose, text);
      return mutate<VerifyOutcome>(caller, { action: 'user.verify_email', input: null }, async (tx, emit) => {
        const now = clock();
        const owner = hash && (await tokens.use(tx, purpose, hash, now));
        if (owner) await bindPerson(tx, owner.userId);
        if (!owner || !(await users.verifyEmail(tx, owner.userId, owner.email.key, now))) return refuse();
        const { userId } = owner;
        await tokens.endOpen(tx, userId, [purpose], now);
        emit({ type: 'user.email_verified', subject: userId, data: {} });
        const result: VerifyOutcome = { isDone: true, email: owner.email.address };
        return { result, resource: { type: 'User', id: userId }, ...(await actorOf(tx, memberships, userId)) };
      });
    },
    resend: async (caller: Caller): Promise<ResendOutcome> => {
      const request = { action: 'user.resend_verification', input: null };
      const sent = await mutate<Sent>(caller, request, async (tx): Promise<Effect<Sent>> => {
        const { id } = requireSession(caller);
        const resource = { type: 'User', id };
        const { email, emailVerifiedAt } = await users.getAccount(id, tx);
        if (emailVerifiedAt) return { result: { retryAt: null }, resource, isRefused: true };
        const retryAt = await askForMail(tx, caller, email.key);
        if (retryAt) return { result: { retryAt: retryAt.toISOString() }, resource, isRefused: true };
        await ask(tx, id, email);
        return { result: { email: email.address }, resource };
      });
      if ('email' in sent) return { isDone: true, email: sent.email };
      const { retryAt } = sent;
      return {
        isDone: false,
        error: retryAt ? userErrors.tooManyMails(new Date(retryAt)) : userErrors.alreadyVerified(),
      };
    },
  };
}

function refuse(): Effect<VerifyOutcome> {
  return { result: { isDone: false, error: userErrors.invalidToken() }, resource: null, isRefused: true };
}
