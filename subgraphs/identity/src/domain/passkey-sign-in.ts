import { bindPerson, type Caller, type Effect, type Mutate } from '@conea/platform';
import type { Keyring } from './keyring.ts';
import type { MembershipStore } from './membership.ts';
import type { CheckPasskey, ProofRefusal } from './passkey-check.ts';
import { prove } from './second-factor.ts';
import { secondFactorErrors, type InvalidProof, type SecondFactorMissing } from './second-factor-errors.ts';
import type { AdmitToSession, SessionAdmission } from './session-admission.ts';
import type { TokenReference } from './session-tokens.ts';
import { userErrors, type NoOrganization } from './user-errors.ts';

/** Who signed in and the reference of their tokens, or why nobody did. */
export type PasskeySignInOutcome =
  | { isDone: true; userId: string; organizationId: string; tokens: TokenReference }
  | { isDone: false; error: InvalidProof | NoOrganization | SecondFactorMissing };

export type PasskeySignInParts = {
  mutate: Mutate;
  memberships: MembershipStore;
  checkPasskey: CheckPasskey;
  admitToSession: AdmitToSession;
  keyring: Keyring;
  clock: () => Date;
};

type SignedIn =
  { userId: string; organizationId: string; admission: SessionAdmission } | { error: InvalidProof | NoOrganization };

/** Starts a session for a passkey alone: its device, and the finger or PIN that unlocked it, are two factors. */
export function createPasskeySignIn(parts: PasskeySignInParts) {
  const { mutate, memberships, checkPasskey, admitToSession, keyring, clock } = parts;
  return async (caller: Caller, given: unknown): Promise<PasskeySignInOutcome> => {
    const { refreshKey } = await keyring.current();
    const request = { action: 'user.sign_in_with_passkey', input: null };
    const signedIn = await mutate<SignedIn>(caller, request, async (tx, emit): Promise<Effect<SignedIn>> => {
      const { passkey, refusal } = await checkPasskey(tx, emit, given, { userId: null, isOnlyFactor: true });
      if (!passkey) return refuse(secondFactorErrors.invalidProof('passkey'), refusal);
      const { userId } = passkey;
      await bindPerson(tx, userId);
      const home = await memberships.findHome(tx, userId);
      const resource = { type: 'User', id: userId };
      if (!home) return { ...refuse(userErrors.noOrganization(), refusal), resource };
      const { organizationId } = home;
      const known = { resource, actor: { id: userId, organizationId } };
      if (refusal) return { ...refuse(secondFactorErrors.invalidProof('passkey'), refusal), ...known };
      const start = { caller, userId, organizationId, methods: prove([], 'passkey'), refreshKey, now: clock() };
      const admission = await admitToSession(tx, emit, start);
      return { ...known, result: { userId, organizationId, admission } };
    });
    if ('error' in signedIn) return { isDone: false, error: signedIn.error };
    const { admission, ...who } = signedIn;
    if ('tokens' in admission) return { isDone: true, ...who, tokens: admission.tokens };
    return { isDone: false, error: secondFactorErrors.missing(admission.challenge) };
  };
}

function refuse(error: InvalidProof | NoOrganization, refusal: ProofRefusal | null): Effect<SignedIn> {
  return { result: { error }, resource: null, isRefused: true, metadata: { refusal } };
}
