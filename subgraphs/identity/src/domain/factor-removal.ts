import { isId, type Caller, type Effect, type Mutate, type Transaction } from '@conea/platform';
import type { FollowFactorChange } from './factor-change.ts';
import type { PasskeyStore } from './passkey.ts';
import type { RecoveryCodeStore } from './recovery-code.ts';
import { factorKinds, isRequired, type FactorKind, type SecondFactorStore } from './second-factor.ts';
import { secondFactorErrors, type SecondFactorDemanded } from './second-factor-errors.ts';
import type { RequireRecentProof } from './step-up.ts';
import type { TotpStore } from './totp-factor.ts';
import type { NotFound } from './user-errors.ts';

/** Why a factor is still there; null when it is gone. */
export type RemovalOutcome = NotFound | SecondFactorDemanded | null;

export type FactorRemovalParts = {
  mutate: Mutate;
  secondFactors: SecondFactorStore;
  totp: TotpStore;
  passkeys: PasskeyStore;
  recoveryCodes: RecoveryCodeStore;
  followFactorChange: FollowFactorChange;
  requireRecentProof: RequireRecentProof;
  clock: () => Date;
};

/** How a factor of a kind is taken away; false when there is none. */
type Take = (tx: Transaction, userId: string) => Promise<boolean>;

/** Takes factors away, but for the last one that an organization asks for; with the last of all the recovery codes go. */
export function createFactorRemoval(parts: FactorRemovalParts) {
  const { mutate, secondFactors, totp, passkeys, recoveryCodes, followFactorChange, requireRecentProof, clock } = parts;
  const remainingAfter = async (tx: Transaction, userId: string, kind: FactorKind) => {
    const counts = await secondFactors.count(tx, userId);
    return factorKinds.filter((one) => counts[one] > (one === kind ? 1 : 0));
  };
  const remove = (caller: Caller, action: string, kind: FactorKind, field: string | null, take: Take) =>
    mutate<RemovalOutcome>(caller, { action, input: null }, async (tx, emit): Promise<Effect<RemovalOutcome>> => {
      const { id: userId, sessionId } = await requireRecentProof(tx, caller);
      const resource = { type: 'User', id: userId };
      await secondFactors.holdForChange(tx, userId);
      const remaining = await remainingAfter(tx, userId, kind);
      const policies = await secondFactors.listPolicies(tx, userId);
      const isDemanded = policies.some(
        (policy) => isRequired(policy, clock()) && !policy.kinds.some((one) => remaining.includes(one)),
      );
      if (isDemanded) return { result: secondFactorErrors.demanded(), resource, isRefused: true };
      if (!(await take(tx, userId)))
        return { result: secondFactorErrors.noSuchFactor(field), resource, isRefused: true };
      if (remaining.length === 0) await recoveryCodes.deleteAll(tx, userId);
      await followFactorChange(tx, emit, { userId, sessionId, kind, change: 'removed' });
      return { result: null, resource, metadata: { kind } };
    });
  return {
    totp: (caller: Caller) => remove(caller, 'user.remove_totp', 'totp', null, totp.remove),
    passkey: (caller: Caller, id: string) =>
      remove(caller, 'passkey.remove', 'passkey', 'passkeyId', async (tx, userId) =>
        isId('psk', id) ? passkeys.remove(tx, userId, id) : false,
      ),
  };
}
