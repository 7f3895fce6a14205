import { everything, forbidden, isId, newId, permits } from '@conea/platform';
import type { Caller, Effect, Mutate, Transaction } from '@conea/platform';
import { ownClientId, signAccessToken, type TokenIssuer } from './access-token.ts';
import type { AccountMails } from './account-mails.ts';
import { requireCover, requirePermission, type Authority } from './authority.ts';
import type { ImpersonationLimits, ImpersonationStore } from './impersonation.ts';
import { problemOfReason } from './given-reason.ts';
import type { Keyring } from './keyring.ts';
import type { MailQueue } from './mail.ts';
import type { MembershipStore } from './membership.ts';
import { permissionsOf, scopesOf } from './roles.ts';
import type { RequireRecentProof } from './step-up.ts';
import { userErrors, type InvalidInput, type NotFound } from './user-errors.ts';
import type { UserStore } from './user.ts';

export type ImpersonateInput = { userId: string; reason: string; minutes?: number | null | undefined };

/** The id of the impersonation with its token, which is stored nowhere; or why there is none. */
export type ImpersonateOutcome =
  | { isDone: true; impersonationId: string; accessToken: string; accessTokenExpiresAt: Date }
  | { isDone: false; error: InvalidInput | NotFound };

type Started = { id: string; expiresAt: string; scopes: readonly string[]; version: number };
type Outcome = { isStarted: true; started: Started } | { isStarted: false; error: InvalidInput | NotFound };

export type ImpersonateParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  impersonations: ImpersonationStore;
  users: UserStore;
  mail: MailQueue;
  mails: AccountMails;
  keyring: Keyring;
  issuer: TokenIssuer;
  requireRecentProof: RequireRecentProof;
  impersonationLimits: ImpersonationLimits;
  clock: () => Date;
};

/**
 * Lets the caller act as another member for a while: RFC 8693 delegation, without a refresh token. Throws FORBIDDEN for an admin, for somebody who may more
 * than the caller, and for oneself.
 */
export function createImpersonate(parts: ImpersonateParts) {
  const { mutate, memberships, impersonations, users, mail, mails, keyring, issuer, clock } = parts;
  const { usualMinutes, mostMinutes, active } = parts.impersonationLimits;
  const tell = async (tx: Transaction, authority: Authority, subjectId: string, reason: string, until: Date) => {
    const { name } = await users.getAccount(authority.user.id, tx);
    const { email } = await users.getAccount(subjectId, tx);
    await mail.send(tx, mails.impersonated({ to: email.address, name, reason, until }));
  };
  return async (caller: Caller, input: ImpersonateInput): Promise<ImpersonateOutcome> => {
    const { userId, reason } = input;
    const minutes = input.minutes ?? usualMinutes;
    const request = { action: 'impersonation.start', input: { userId, reason, minutes } };
    const outcome = await mutate<Outcome>(caller, request, async (tx, emit): Promise<Effect<Outcome>> => {
      const { id: impersonatorId, organizationId, sessionId } = await parts.requireRecentProof(tx, caller);
      const authority = await requirePermission(tx, memberships, caller, 'impersonate:users');
      const problem = problemOf(reason, minutes, mostMinutes);
      if (problem) return refuse(problem);
      const subject = isId('usr', userId) ? await impersonations.findSubject(tx, organizationId, userId) : null;
      if (!subject) return refuse(userErrors.noSuchUser());
      if (userId === impersonatorId || permits(permissionsOf(subject), everything)) throw forbidden();
      requireCover(authority, subject);
      const startedAt = clock();
      if ((await impersonations.countActive(tx, impersonatorId, startedAt)) >= active)
        return refuse(userErrors.invalidInput('userId', `You act as ${active} users already: end one first.`));
      const until = new Date(startedAt.getTime() + minutes * 60_000);
      const id = newId('ses');
      const asked = { id, organizationId, userId, impersonatorId, reason: reason.trim(), startedAt, expiresAt: until };
      const expiresAt = await impersonations.start(tx, asked, sessionId, caller);
      await tell(tx, authority, userId, asked.reason, expiresAt);
      emit({ type: 'impersonation.started', subject: userId, data: { impersonatorId, impersonationId: id } });
      const started = {
        ...{ id, expiresAt: expiresAt.toISOString() },
        ...{ scopes: scopesOf(subject), version: subject.membershipVersion },
      };
      const metadata = { impersonatorId, impersonationId: id, reason: asked.reason, minutes };
      return { result: { isStarted: true, started }, resource: { type: 'User', id: userId }, metadata };
    });
    if (!outcome.isStarted) return { isDone: false, error: outcome.error };
    const { id, version, expiresAt, scopes } = outcome.started;
    const { signer } = await keyring.current();
    const { organizationId = '', id: impersonatorId = '' } = caller.user ?? {};
    const now = clock();
    const access = await signAccessToken(
      issuer,
      signer,
      {
        ...{
          scopes,
          clientId: ownClientId,
          tokenId: newId('jti'),
          userId,
          organizationId,
          sessionId: id,
          impersonatorId,
        },
        // What was read when it began: who has another role by now is not impersonated with it.
        ...{ membershipVersion: version, sessionExpiresAt: new Date(expiresAt), proof: null },
      },
      now,
    );
    return { isDone: true, impersonationId: id, ...access };
  };
}

function problemOf(reason: string, minutes: number, most: number): InvalidInput | null {
  const problem = problemOfReason(reason);
  if (problem) return problem;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > most)
    return userErrors.invalidInput('minutes', `It lasts 1 to ${most} minutes.`);
  return null;
}

const refuse = (error: InvalidInput | NotFound): Effect<Outcome> => ({
  result: { isStarted: false, error },
  resource: null,
  isRefused: true,
});
