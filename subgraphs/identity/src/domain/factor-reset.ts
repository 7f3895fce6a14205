import { bindPerson, forbidden, isId, type Caller, type Effect, type Mutate, type Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import { requireCover, requirePermission } from './authority.ts';
import type { DeletionStore } from './deletion.ts';
import { problemOfReason } from './given-reason.ts';
import type { MailQueue } from './mail.ts';
import type { MembershipStore } from './membership.ts';
import type { PasskeyStore } from './passkey.ts';
import type { PlatformAdmins } from './platform-admin.ts';
import type { RecoveryCodeStore } from './recovery-code.ts';
import { factorKinds, type SecondFactorStore } from './second-factor.ts';
import { secondFactorErrors, type InOtherOrganizations } from './second-factor-errors.ts';
import type { EndSessions } from './session-end.ts';
import type { RequireRecentProof } from './step-up.ts';
import type { TotpStore } from './totp-factor.ts';
import type { UserStore } from './user.ts';
import { userErrors, type InvalidInput, type NotFound } from './user-errors.ts';

export type FactorResetInput = { userId: string; reason: string };

/** Why the factors are still there; null when they are gone. */
export type FactorResetOutcome = InvalidInput | NotFound | InOtherOrganizations | null;

export type FactorResetParts = {
  mutate: Mutate;
  users: UserStore;
  memberships: MembershipStore;
  deletions: DeletionStore;
  secondFactors: SecondFactorStore;
  totp: TotpStore;
  passkeys: PasskeyStore;
  recoveryCodes: RecoveryCodeStore;
  endSessions: EndSessions;
  requireRecentProof: RequireRecentProof;
  platformAdmins: PlatformAdmins;
  mail: MailQueue;
  mails: AccountMails;
  clock: () => Date;
};

/**
 * Takes all second factors from a member who has lost them. Factors are the person's, and every organization of theirs relies on them: so an admin does this only for whoever
 * is in no other one, and whoever runs the platform for the others. Throws FORBIDDEN for oneself, and for somebody who may more than the caller.
 */
export function createFactorReset(parts: FactorResetParts) {
  const { mutate, users, deletions, secondFactors, totp, passkeys, recoveryCodes, endSessions, mail, mails, clock } =
    parts;
  const requireAuthority = createRequireAuthority(parts);
  const takeAll = async (tx: Transaction, userId: string) => {
    const counts = await secondFactors.count(tx, userId);
    await totp.remove(tx, userId);
    await passkeys.removeAll(tx, userId);
    await recoveryCodes.deleteAll(tx, userId);
    return factorKinds.filter((kind) => counts[kind] > 0);
  };
  return (caller: Caller, { userId, reason }: FactorResetInput): Promise<FactorResetOutcome> => {
    const request = { action: 'user.reset_second_factors', input: { userId, reason } };
    return mutate<FactorResetOutcome>(caller, request, async (tx, emit) => {
      await parts.requireRecentProof(tx, caller);
      const problem = problemOfReason(reason);
      if (problem) return refuse(problem);
      const authority = isId('usr', userId) ? await requireAuthority(tx, caller, userId) : null;
      if (!authority) return refuse(userErrors.noSuchUser());
      await bindPerson(tx, userId);
      // From here on they join no other organization, and set nothing up.
      await secondFactors.holdForChange(tx, userId);
      const { adminName, isBound } = authority;
      if (isBound && (await deletions.listOrganizations(tx, userId)).length > 1)
        return refuse(secondFactorErrors.inOtherOrganizations(), userId);
      const kinds = await takeAll(tx, userId);
      if (kinds.length === 0) return refuse(secondFactorErrors.noFactors(), userId);
      await endSessions(tx, emit, { userId }, 'mfa_changed');
      const { email } = await users.getAccount(userId, tx);
      const notice = { to: email.address, name: adminName, reason: reason.trim() };
      await mail.send(tx, mails.secondFactorsReset(notice, clock()));
      emit({ type: 'user.second_factors_reset', subject: userId, data: { kinds } });
      const metadata = { userId, kinds, reason: reason.trim() };
      return { result: null, resource: { type: 'User', id: userId }, metadata };
    });
  };
}

/** Who may do it, and whether only within their own organization; null when there is no such user. */
function createRequireAuthority({ users, memberships, platformAdmins }: FactorResetParts) {
  return async (tx: Transaction, caller: Caller, userId: string) => {
    if (caller.user?.id === userId) throw forbidden();
    if (platformAdmins.isAtWork(caller)) {
      const admin = await platformAdmins.require(tx, caller);
      const { name: adminName } = await users.getAccount(admin.id, tx);
      return (await users.exists(tx, userId)) ? { adminName, isBound: false } : null;
    }
    const authority = await requirePermission(tx, memberships, caller, 'manage:users');
    const held = await memberships.findRole(tx, authority.user.organizationId, userId);
    if (!held) return null;
    requireCover(authority, held);
    const { name: adminName } = await users.getAccount(authority.user.id, tx);
    return { adminName, isBound: true };
  };
}

function refuse(result: FactorResetOutcome, userId?: string): Effect<FactorResetOutcome> {
  return { result, resource: userId === undefined ? null : { type: 'User', id: userId }, isRefused: true };
}
