import type { Caller, Effect, Mutate } from '@conea/platform';
import { parseDisplayName } from './display-name.ts';
import { createIdentityOwner, type IdentityOwnerParts } from './identity-owner.ts';
import type { Keyring } from './keyring.ts';
import { isVerifierOf, readRedirectSecret } from './redirect-secret.ts';
import type { RedirectStepStore } from './redirect-step.ts';
import type { RestoreOffer } from './restore-offer.ts';
import { secondFactorErrors, type SecondFactorMissing } from './second-factor-errors.ts';
import type { AdmitToSession, SessionAdmission } from './session-admission.ts';
import type { TokenReference } from './session-tokens.ts';
import { userErrors, type AccountDeleted } from './user-errors.ts';
import type { AccountExists, EmailNotVerified, InvalidInput, InvalidToken, NoOrganization } from './user-errors.ts';

export type ProviderSignInInput = { code: string; codeVerifier: string; organizationName?: string | null | undefined };

/** Who signed in and the reference of their tokens, or why nobody did. */
export type ProviderSignInOutcome =
  | { isDone: true; userId: string; organizationId: string; tokens: TokenReference }
  | { isDone: false; error: Refusal | SecondFactorMissing | AccountDeleted };

type Refusal = InvalidToken | AccountExists | EmailNotVerified | NoOrganization | InvalidInput;
type Admitted =
  { userId: string; organizationId: string; admission: SessionAdmission } | { error: Refusal } | RestoreOffer;

export type ProviderSignInParts = IdentityOwnerParts & {
  mutate: Mutate;
  steps: RedirectStepStore;
  admitToSession: AdmitToSession;
  keyring: Keyring;
};

// Of another provider's sign-in RFC 8176 knows no word; this one is what other issuers use.
const methods = ['fed'];

/** Starts a session for who came back from a provider, or asks for a second factor: in exchange for the code of the redirect and the verifier of who began it. */
export function createProviderSignIn(parts: ProviderSignInParts) {
  const { mutate, steps, admitToSession, keyring, clock } = parts;
  const findOwner = createIdentityOwner(parts);
  return async (caller: Caller, input: ProviderSignInInput): Promise<ProviderSignInOutcome> => {
    const named = input.organizationName ?? null;
    const organizationName = named === null ? null : parseDisplayName(named);
    const hash = readRedirectSecret('code', input.code);
    const { refreshKey } = await keyring.current();
    const request = { action: 'user.sign_in', input: null };
    const admitted = await mutate<Admitted>(caller, request, async (tx, emit) => {
      if (named !== null && organizationName === null) return refuse(userErrors.wrongName('organizationName'));
      const now = clock();
      // One guess: the code is over, whoever presents it.
      const step = hash && (await steps.take(tx, 'code', hash, now));
      if (step?.purpose.kind !== 'sign_in' || !isVerifierOf(input.codeVerifier, step.codeChallenge))
        return refuse(userErrors.invalidCode());
      const { purpose, identity } = step;
      const metadata = { provider: identity.provider };
      const owner = await findOwner(tx, emit, identity, organizationName);
      if ('error' in owner) return { ...refuse(owner.error), metadata };
      if ('restoreToken' in owner) return { result: owner, resource: null, isRefused: true, metadata };
      const start = { caller, ...owner, refreshKey, now, methods, scopes: purpose.scopes };
      const admission = await admitToSession(tx, emit, start);
      return {
        result: { ...owner, admission },
        ...{
          resource: { type: 'User', id: owner.userId },
          metadata: { ...metadata, isComplete: 'tokens' in admission },
        },
        actor: { id: owner.userId, organizationId: owner.organizationId },
      };
    });
    if ('error' in admitted) return { isDone: false, error: admitted.error };
    if ('restoreToken' in admitted) return { isDone: false, error: userErrors.accountDeleted(admitted) };
    const { admission, ...owner } = admitted;
    if ('challenge' in admission) return { isDone: false, error: secondFactorErrors.missing(admission.challenge) };
    return { isDone: true, ...owner, tokens: admission.tokens };
  };
}

function refuse(error: Refusal): Effect<Admitted> {
  return { result: { error }, resource: null, isRefused: true };
}
