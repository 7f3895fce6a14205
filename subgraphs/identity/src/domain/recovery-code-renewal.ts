import type { Caller, Effect, Mutate } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import type { MailQueue } from './mail.ts';
import { createRecoveryCodes, type RecoveryCodeStore } from './recovery-code.ts';
import { factorKinds, type SecondFactorStore } from './second-factor.ts';
import { secondFactorErrors } from './second-factor-errors.ts';
import type { RequireRecentProof } from './step-up.ts';
import type { UserStore } from './user.ts';
import type { NotFound } from './user-errors.ts';

/** The new codes, shown once; or why there are none. */
export type RenewalOutcome = { isDone: true; recoveryCodes: string[] } | { isDone: false; error: NotFound };

export type RecoveryCodeRenewalParts = {
  mutate: Mutate;
  users: UserStore;
  secondFactors: SecondFactorStore;
  recoveryCodes: RecoveryCodeStore;
  requireRecentProof: RequireRecentProof;
  mail: MailQueue;
  mails: AccountMails;
  clock: () => Date;
};

/** Gives somebody who has a second factor ten new codes; the earlier ones are worth nothing from then on. */
export function createRecoveryCodeRenewal(parts: RecoveryCodeRenewalParts) {
  const { mutate, users, secondFactors, recoveryCodes, requireRecentProof, mail, mails, clock } = parts;
  return async (caller: Caller): Promise<RenewalOutcome> => {
    const codes = createRecoveryCodes();
    const request = { action: 'user.regenerate_recovery_codes', input: null };
    const isRenewed = await mutate<boolean>(caller, request, async (tx, emit): Promise<Effect<boolean>> => {
      const { id: userId } = await requireRecentProof(tx, caller);
      const resource = { type: 'User', id: userId };
      await secondFactors.holdForChange(tx, userId);
      const counts = await secondFactors.count(tx, userId);
      if (factorKinds.every((kind) => counts[kind] === 0)) return { result: false, resource, isRefused: true };
      await recoveryCodes.replace(tx, userId, codes.hashes, clock());
      const { email } = await users.getAccount(userId, tx);
      await mail.send(tx, mails.recoveryCodesRenewed(email.address, clock()));
      emit({ type: 'user.recovery_codes_renewed', subject: userId, data: {} });
      return { result: true, resource };
    });
    if (isRenewed) return { isDone: true, recoveryCodes: codes.texts };
    return { isDone: false, error: secondFactorErrors.noSuchFactor(null) };
  };
}
