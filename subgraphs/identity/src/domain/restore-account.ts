import {
  bindPerson,
  bindTransaction,
  platformTenant,
  type Caller,
  type Effect,
  type Mutate,
  type Transaction,
} from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import { actorOf } from './actor.ts';
import { holdOrganizations } from './delete-account.ts';
import type { DeletionStore } from './deletion.ts';
import type { MailQueue } from './mail.ts';
import type { MembershipStore } from './membership.ts';
import { readOneTimeToken, type TokenStore } from './one-time-token.ts';
import { createOrganizationNews } from './organization-news.ts';
import { userErrors, type InvalidToken } from './user-errors.ts';

/** The address to sign in with again, or why the account is as it was. */
export type RestoreAccountOutcome = { isDone: true; email: string } | { isDone: false; error: InvalidToken };

export type RestoreAccountParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  deletions: DeletionStore;
  tokens: TokenStore;
  mail: MailQueue;
  mails: AccountMails;
  clock: () => Date;
};

const purpose = 'restore_account';

/** Takes back the deletion of an account, with the organizations that were deleted together with it. Sessions and keys stay ended. */
export function createRestoreAccount(parts: RestoreAccountParts) {
  const { mutate, memberships, deletions, tokens, mail, mails, clock } = parts;
  const reopen = async (tx: Transaction, userId: string) => {
    const ids = await deletions.listDeletedWith(tx, userId);
    for (const organizationId of ids) {
      await bindTransaction(tx, organizationId);
      await deletions.restoreOrganization(tx, organizationId);
      await memberships.restoreAll(tx, { organizationId }, 'organization_deleted');
    }
    return ids;
  };
  return (caller: Caller, text: string): Promise<RestoreAccountOutcome> => {
    const hash = readOneTimeToken(purpose, text);
    return mutate<RestoreAccountOutcome>(caller, { action: 'user.restore', input: null }, async (tx, emit) => {
      const now = clock();
      const owner = hash && (await tokens.use(tx, purpose, hash, now));
      if (!owner) return refuse();
      const { userId, email } = owner;
      await bindPerson(tx, userId);
      const organizations = await holdOrganizations(tx, parts, userId);
      if (!(await deletions.restoreAccount(tx, userId))) return refuse();
      const reopened = await reopen(tx, userId);
      await memberships.restoreAll(tx, { userId }, 'account_deleted');
      // One that was made while the account was being deleted.
      await deletions.revokeKeys(tx, { userId }, now);
      await tokens.endAll(tx, userId, now);
      const { actor } = await actorOf(tx, memberships, userId);
      const ownId = actor?.organizationId ?? caller.user?.organizationId ?? platformTenant;
      const news = createOrganizationNews(tx, emit, ownId);
      news.tellEach([...organizations.keys()], { type: 'user.restored', subject: userId, data: {} });
      for (const id of reopened) news.tell(id, { type: 'organization.restored', subject: id, data: {} });
      await news.send();
      await mail.send(tx, mails.accountRestored(email.address, now));
      const result = { isDone: true, email: email.address } as const;
      return { result, resource: { type: 'User', id: userId }, ...(actor && { actor }) };
    });
  };
}

function refuse(): Effect<RestoreAccountOutcome> {
  return { result: { isDone: false, error: userErrors.invalidToken() }, resource: null, isRefused: true };
}
