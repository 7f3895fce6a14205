import type { Database, Mutate } from '@conea/platform';
import type { AccountMails } from './domain/account-mails.ts';
import { createColumnSeal, type Seals } from './domain/column-seal.ts';
import { createCompleteSignIn, type CompleteSignInParts } from './domain/complete-sign-in.ts';
import { createAddFactor } from './domain/factor-addition.ts';
import { createFollowFactorChange } from './domain/factor-change.ts';
import { createFindEnroller } from './domain/factor-enroller.ts';
import { createFactorRemoval } from './domain/factor-removal.ts';
import { createFactorReset, type FactorResetParts } from './domain/factor-reset.ts';
import { createGuessThrottle } from './domain/guess-throttle.ts';
import type { MailQueue } from './domain/mail.ts';
import { createPasskeyCheck } from './domain/passkey-check.ts';
import { createPasskeyOptions } from './domain/passkey-options.ts';
import { createPasskeyRegistration } from './domain/passkey-registration.ts';
import { createPasskeySignIn } from './domain/passkey-sign-in.ts';
import type { PasswordCheckParts } from './domain/password-check.ts';
import { createReauthenticate } from './domain/reauthenticate.ts';
import type { RelyingParty } from './domain/relying-party.ts';
import { createRenamePasskey } from './domain/rename-passkey.ts';
import { createRecoveryCodeRenewal } from './domain/recovery-code-renewal.ts';
import { createSecondFactorCheck } from './domain/second-factor-check.ts';
import type { EndSessions } from './domain/session-end.ts';
import type { SessionStore } from './domain/session.ts';
import type { RequireRecentProof } from './domain/step-up.ts';
import { sealedSeedPlace } from './domain/totp-factor.ts';
import { createTotpEnrolment } from './domain/totp-enrolment.ts';
import { createPasskeyChallengeStore } from './store/passkey-challenge-store.ts';
import { passkeyStore } from './store/passkey-store.ts';
import { recoveryCodeStore } from './store/recovery-code-store.ts';
import { secondFactorStore } from './store/second-factor-store.ts';
import { totpStore } from './store/totp-store.ts';

export type SecondFactorParts = PasswordCheckParts &
  Pick<CompleteSignInParts, 'challenges' | 'memberships' | 'admitToSession' | 'keyring'> &
  Pick<FactorResetParts, 'deletions' | 'platformAdmins'> & {
    database: Database;
    relyingParty: RelyingParty;
    mutate: Mutate;
    sessions: SessionStore;
    endSessions: EndSessions;
    requireRecentProof: RequireRecentProof;
    mail: MailQueue;
    mails: AccountMails;
    seals: Seals;
  };

/** Connects what is done with second factors. */
export function createSecondFactors(parts: SecondFactorParts) {
  const { database } = parts;
  const stores = {
    ...{ secondFactors: secondFactorStore, totp: totpStore, recoveryCodes: recoveryCodeStore, passkeys: passkeyStore },
    passkeyChallenges: createPasskeyChallengeStore(database),
  };
  const seedSeal = createColumnSeal(parts.seals, sealedSeedPlace);
  const own = { ...parts, ...stores, seedSeal, guesses: createGuessThrottle(parts) };
  const base = { ...own, checkPasskey: createPasskeyCheck(own) };
  const checkSecondFactor = createSecondFactorCheck(base);
  const changes = { ...base, checkSecondFactor, followFactorChange: createFollowFactorChange(base) };
  const all = { ...changes, findEnroller: createFindEnroller(base), addFactor: createAddFactor(changes) };
  return {
    completeSignIn: createCompleteSignIn(all),
    reauthenticate: createReauthenticate(all),
    totp: createTotpEnrolment(all),
    passkeyRegistration: createPasskeyRegistration(all),
    passkeyOptions: createPasskeyOptions(all),
    signInWithPasskey: createPasskeySignIn(all),
    renamePasskey: createRenamePasskey(all),
    removeFactor: createFactorRemoval(all),
    reset: createFactorReset(all),
    renewRecoveryCodes: createRecoveryCodeRenewal(all),
    /** What a person has. */
    find: async (userId: string) => {
      const own = database.bind({ personId: userId });
      const [totp, passkeys, recoveryCodesLeft] = await Promise.all([
        totpStore.findConfirmed(own, userId),
        passkeyStore.listOfUser(own, userId),
        recoveryCodeStore.countLeft(own, userId),
      ]);
      return { totp, passkeys, recoveryCodesLeft };
    },
  };
}
