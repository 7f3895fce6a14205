import { bindTransaction, isId, type Caller, type Effect, type Mutate, type Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import type { CloseOrganization } from './close-organization.ts';
import { parseReason, type DeletionStore, type GraceEnd } from './deletion.ts';
import { parseEmail } from './email.ts';
import type { MailQueue } from './mail.ts';
import type { MembershipStore } from './membership.ts';
import { createOneTimeToken, type TokenStore } from './one-time-token.ts';
import { createOrganizationNews, type News } from './organization-news.ts';
import type { EndSessions } from './session-end.ts';
import type { RequireRecentProof } from './step-up.ts';
import type { UserStore } from './user.ts';
import { userErrors, type InvalidInput, type NotFound, type SuccessorNeeded } from './user-errors.ts';

/** Who becomes an admin of an organization in place of the one who leaves. */
export type Successor = { organizationId: string; userId: string };

export type DeleteAccountInput = {
  /** The caller's own address, typed once more. */
  email: string;
  reason?: string | null | undefined;
  successors?: readonly Successor[];
};

/** Until when the account can be restored, or why it is not deleted. */
export type DeleteAccountOutcome =
  { isDone: true; restorableUntil: Date } | { isDone: false; error: InvalidInput | NotFound | SuccessorNeeded };

export type DeleteAccountParts = {
  mutate: Mutate;
  users: UserStore;
  memberships: MembershipStore;
  deletions: DeletionStore;
  tokens: TokenStore;
  mail: MailQueue;
  mails: AccountMails;
  endSessions: EndSessions;
  closeOrganization: CloseOrganization;
  requireRecentProof: RequireRecentProof;
  graceEnd: GraceEnd;
  clock: () => Date;
};

type Deleted = { restorableUntil: string } | { error: InvalidInput | NotFound | SuccessorNeeded };

/** What becomes of the organizations that have no other admin: those with other members get one, those without are deleted as well. */
type Estate = { heirs: Successor[]; empty: string[] };

/** Deletes the caller's account, which can be restored until it is purged. Whoever leaves other people behind without an admin names one. */
export function createDeleteAccount(parts: DeleteAccountParts) {
  const { mutate, users, deletions, graceEnd, clock } = parts;
  const settle = createSettlement(parts);
  const close = createAccountEnd(parts);
  return async (caller: Caller, input: DeleteAccountInput): Promise<DeleteAccountOutcome> => {
    const { successors = [] } = input;
    const reason = parseReason(input.reason);
    const request = { action: 'user.delete', input: { successors: successors.map((one) => ({ ...one })) } };
    const deleted = await mutate<Deleted>(caller, request, async (tx, emit) => {
      const { id, organizationId } = await parts.requireRecentProof(tx, caller);
      const { email } = await users.getAccount(id, tx);
      if (parseEmail(input.email)?.key !== email.key)
        return refuse(id, userErrors.invalidInput('email', 'This is not your address: type it as you sign in.'));
      if (reason === undefined)
        return refuse(id, userErrors.invalidInput('reason', 'A reason has at most 500 characters.'));
      const organizations = await holdOrganizations(tx, parts, id);
      const estate = await settle(tx, organizations, id, successors);
      if ('error' in estate) return refuse(id, estate.error);
      const now = clock();
      const news = createOrganizationNews(tx, emit, organizationId);
      await deletions.deleteAccount(tx, id, reason, now);
      await close(tx, news, { userId: id, organizations, estate, now });
      const restorableUntil = graceEnd(now);
      const { text, token } = createOneTimeToken('restore_account', { userId: id, email }, now, restorableUntil);
      await parts.tokens.add(tx, token);
      await parts.mail.send(
        tx,
        parts.mails.accountDeleted({ to: email.address, token: text, expiresAt: restorableUntil }),
      );
      await news.send();
      return { result: { restorableUntil: restorableUntil.toISOString() }, resource: { type: 'User', id } };
    });
    if ('error' in deleted) return { isDone: false, error: deleted.error };
    return { isDone: true, restorableUntil: new Date(deleted.restorableUntil) };
  };
}

/** Holds the roles of all organizations of a person, then the person: nobody joins, leaves or changes there meanwhile. The transaction is bound to one of them then. */
export async function holdOrganizations(
  tx: Transaction,
  { memberships, deletions }: Pick<DeleteAccountParts, 'memberships' | 'deletions'>,
  userId: string,
): Promise<Map<string, string[]>> {
  const adminsOf = new Map<string, string[]>();
  const hold = async () => {
    for (const id of await deletions.listOrganizations(tx, userId)) {
      if (adminsOf.has(id)) continue;
      await bindTransaction(tx, id);
      adminsOf.set(id, await memberships.lockAdmins(tx, id));
    }
  };
  await hold();
  await memberships.countOfUser(tx, userId);
  // One that was joined while waiting; from then on none can be.
  await hold();
  return adminsOf;
}

function createSettlement({ memberships, deletions }: DeleteAccountParts) {
  return async (
    tx: Transaction,
    organizations: Map<string, string[]>,
    userId: string,
    successors: readonly Successor[],
  ): Promise<Estate | { error: NotFound | SuccessorNeeded }> => {
    const estate: Estate = { heirs: [], empty: [] };
    const needed: string[] = [];
    for (const [organizationId, adminIds] of organizations) {
      if (adminIds.length !== 1 || adminIds[0] !== userId) continue;
      await bindTransaction(tx, organizationId);
      const heir = successors.find((one) => one.organizationId === organizationId);
      if (!(await deletions.hasOthers(tx, organizationId, userId))) estate.empty.push(organizationId);
      else if (!heir) needed.push(organizationId);
      else if (
        heir.userId === userId ||
        !isId('usr', heir.userId) ||
        !(await memberships.find(tx, organizationId, heir.userId))
      )
        return { error: userErrors.noSuchSuccessor() };
      else estate.heirs.push({ organizationId, userId: heir.userId });
    }
    return needed.length > 0 ? { error: userErrors.successorNeeded(needed) } : estate;
  };
}

function createAccountEnd(parts: DeleteAccountParts) {
  const { memberships, deletions, tokens, endSessions, closeOrganization } = parts;
  return async (
    tx: Transaction,
    news: News,
    {
      userId,
      organizations,
      estate,
      now,
    }: { userId: string; organizations: Map<string, string[]>; estate: Estate; now: Date },
  ): Promise<void> => {
    for (const heir of estate.heirs) {
      await bindTransaction(tx, heir.organizationId);
      await memberships.changeRole(tx, heir.organizationId, heir.userId, 'admin');
      news.tell(heir.organizationId, { type: 'user.role_changed', subject: heir.userId, data: { role: 'admin' } });
    }
    await memberships.suspendAll(tx, { userId }, 'account_deleted', now);
    await endSessions(tx, news.emit, { userId }, 'account_deleted');
    for (const key of await deletions.revokeKeys(tx, { userId }, now))
      news.tell(key.organizationId, { type: 'api_key.revoked', subject: key.id, data: { userId } });
    await tokens.endAll(tx, userId, now);
    for (const organizationId of estate.empty) {
      await bindTransaction(tx, organizationId);
      await closeOrganization(tx, (event) => news.tell(organizationId, event), {
        ...{ organizationId, deletedBy: userId, isWithAccount: true, reason: null, now },
      });
    }
    news.tellEach([...organizations.keys()], { type: 'user.deleted', subject: userId, data: {} });
  };
}

function refuse(id: string, error: InvalidInput | NotFound | SuccessorNeeded): Effect<Deleted> {
  return { result: { error }, resource: { type: 'User', id }, isRefused: true };
}
