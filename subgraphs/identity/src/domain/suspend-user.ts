import { bindPerson, forbidden, isId, type Caller, type Effect, type Mutate } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import { holdOrganizations } from './delete-account.ts';
import type { DeletionStore } from './deletion.ts';
import { problemOfReason } from './given-reason.ts';
import type { MailQueue } from './mail.ts';
import type { MembershipStore } from './membership.ts';
import type { TokenStore } from './one-time-token.ts';
import { createOrganizationNews } from './organization-news.ts';
import type { PlatformAdmins } from './platform-admin.ts';
import type { EndSessions } from './session-end.ts';
import type { UserStore } from './user.ts';
import { userErrors, type InvalidInput, type NotFound } from './user-errors.ts';

/** Why somebody is as before; null when it is done. */
export type SuspensionOutcome = InvalidInput | NotFound | null;

export type SuspensionParts = {
  mutate: Mutate;
  users: UserStore;
  memberships: MembershipStore;
  deletions: DeletionStore;
  tokens: TokenStore;
  mail: MailQueue;
  mails: AccountMails;
  endSessions: EndSessions;
  platformAdmins: PlatformAdmins;
  clock: () => Date;
};

/** Keeps a person out of every organization, and lets them in again. Throws FORBIDDEN for whoever does not run the platform, and for oneself. */
export function createUserSuspension(parts: SuspensionParts) {
  const { mutate, users, memberships, deletions, tokens, mail, mails, endSessions, platformAdmins, clock } = parts;
  return {
    /** Ends all sessions, keys and mailed tokens of the person; organizations hear of it. */
    suspend: (caller: Caller, { userId, reason }: { userId: string; reason: string }): Promise<SuspensionOutcome> => {
      const request = { action: 'user.suspend', input: { userId, reason } };
      return mutate<SuspensionOutcome>(caller, request, async (tx, emit) => {
        const admin = await platformAdmins.require(tx, caller);
        if (userId === admin.id) throw forbidden();
        const problem = problemOfReason(reason);
        if (problem) return refuse(problem);
        if (!isId('usr', userId)) return refuse(userErrors.noSuchUser());
        await bindPerson(tx, userId);
        const organizations = await holdOrganizations(tx, parts, userId);
        const now = clock();
        if (!(await users.suspend(tx, userId, reason.trim(), now))) return refuse(userErrors.noSuchUser());
        const news = createOrganizationNews(tx, emit, admin.organizationId);
        await memberships.suspendAll(tx, { userId }, 'platform', now);
        await endSessions(tx, news.emit, { userId }, 'user_suspended');
        for (const key of await deletions.revokeKeys(tx, { userId }, now))
          news.tell(key.organizationId, { type: 'api_key.revoked', subject: key.id, data: { userId } });
        await tokens.endAll(tx, userId, now);
        const { email } = await users.getAccount(userId, tx);
        await mail.send(tx, mails.suspended(email.address, reason.trim(), now));
        news.tellEach([...organizations.keys()], { type: 'user.suspended', subject: userId, data: {} });
        await news.send();
        return done(userId, { reason: reason.trim() });
      });
    },
    /** Sessions and keys stay ended; whoever is kept out for another reason too stays so. */
    restore: (caller: Caller, userId: string): Promise<NotFound | null> =>
      mutate<NotFound | null>(caller, { action: 'user.end_suspension', input: { userId } }, async (tx, emit) => {
        const admin = await platformAdmins.require(tx, caller);
        if (!isId('usr', userId)) return refuse(userErrors.noSuchUser());
        await bindPerson(tx, userId);
        const organizations = await holdOrganizations(tx, parts, userId);
        if (!(await users.endSuspension(tx, userId))) return refuse(userErrors.noSuchUser());
        await memberships.restoreAll(tx, { userId }, 'platform');
        const { email } = await users.getAccount(userId, tx);
        await mail.send(tx, mails.suspensionEnded(email.address, clock()));
        const news = createOrganizationNews(tx, emit, admin.organizationId);
        news.tellEach([...organizations.keys()], { type: 'user.suspension_ended', subject: userId, data: {} });
        await news.send();
        return done(userId, {});
      }),
  };
}

const done = (id: string, metadata: { reason?: string }): Effect<null> => ({
  ...{ result: null, resource: { type: 'User', id }, metadata },
});

function refuse<Refusal extends InvalidInput | NotFound>(result: Refusal): Effect<Refusal> {
  return { result, resource: null, isRefused: true };
}
