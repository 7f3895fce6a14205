import type { Caller, Effect, Mutate, Transaction, DomainEvent } from '@conea/platform';
import type { GuessThrottle } from './guess-throttle.ts';
import type { Keyring, RefreshKey } from './keyring.ts';
import type { MembershipStore } from './membership.ts';
import { prove } from './second-factor.ts';
import { readProof, type CheckSecondFactor, type GivenProof, type ReadProof } from './second-factor-check.ts';
import { secondFactorErrors, type InvalidProof, type SecondFactorMissing } from './second-factor-errors.ts';
import type { AdmitToSession, SessionAdmission } from './session-admission.ts';
import type { TokenReference } from './session-tokens.ts';
import { readChallengeToken, type ChallengeStore, type SignInChallenge } from './sign-in-challenge.ts';
import { userErrors } from './user-errors.ts';
import type { InvalidInput, InvalidToken, NoOrganization, TooManyAttempts } from './user-errors.ts';

/** Who is signed in now and the reference of their tokens, or why nobody is. */
export type CompleteSignInOutcome =
  | { isDone: true; userId: string; organizationId: string; tokens: TokenReference }
  | {
      isDone: false;
      error: InvalidInput | InvalidToken | InvalidProof | TooManyAttempts | NoOrganization | SecondFactorMissing;
    };

export type CompleteSignInParts = {
  mutate: Mutate;
  challenges: ChallengeStore;
  guesses: GuessThrottle;
  checkSecondFactor: CheckSecondFactor;
  memberships: MembershipStore;
  admitToSession: AdmitToSession;
  keyring: Keyring;
  clock: () => Date;
};

type Refusal = InvalidInput | InvalidToken | InvalidProof | NoOrganization;
type Completed = { userId: string; organizationId: string; admission: SessionAdmission } | { error: Refusal | null };
type Emit = (event: DomainEvent) => void;

const oneProof = () => userErrors.invalidInput('code', 'Give exactly one proof: a code, a recovery code or a passkey.');

/** Goes on with a sign-in whose first factor was right, by the second one. */
export function createCompleteSignIn(parts: CompleteSignInParts) {
  const { mutate, challenges, guesses, checkSecondFactor, memberships, admitToSession, keyring, clock } = parts;
  const complete = async (
    tx: Transaction,
    emit: Emit,
    caller: Caller,
    challenge: SignInChallenge,
    proof: ReadProof,
    refreshKey: RefreshKey,
  ): Promise<Effect<Completed>> => {
    const { userId, organizationId, replacesSessionId, scopes } = challenge;
    const resource = { type: 'User', id: userId };
    const refusal = await checkSecondFactor(tx, emit, { userId, isOnlyFactor: false }, proof);
    const metadata = { method: proof.method, refusal };
    const known = { resource, actor: { id: userId, organizationId }, metadata };
    const refuse = (error: Refusal) => ({ ...known, result: { error }, isRefused: true });
    if (refusal) return refuse(secondFactorErrors.invalidProof(proof.field));
    await challenges.end(tx, challenge.hash, clock());
    if (!(await memberships.find(tx, organizationId, userId))) return refuse(userErrors.noOrganization());
    const start = { caller, userId, organizationId, replacesSessionId, scopes, refreshKey, now: clock() };
    const admission = await admitToSession(tx, emit, { ...start, methods: prove(challenge.methods, proof.method) });
    return { ...known, result: { userId, organizationId, admission } };
  };
  return async (
    caller: Caller,
    { challengeToken, ...given }: GivenProof & { challengeToken: string },
  ): Promise<CompleteSignInOutcome> => {
    const proof = readProof(given);
    const hash = readChallengeToken(challengeToken);
    const userId = hash && proof && (await challenges.findUser('second_factor', hash, clock()));
    const retryAt = userId ? await guesses.admit(userId) : null;
    const { refreshKey } = await keyring.current();
    const request = { action: 'user.complete_sign_in', input: null };
    const completed = await mutate<Completed>(caller, request, async (tx, emit) => {
      const refuse = (error: Refusal | null) => ({ result: { error }, resource: null, isRefused: true });
      if (!proof) return refuse(oneProof());
      if (retryAt) return refuse(null);
      const challenge = hash && (await challenges.attempt(tx, 'second_factor', hash, clock()));
      if (!challenge) return refuse(secondFactorErrors.challengeOver());
      return complete(tx, emit, caller, challenge, proof, refreshKey);
    });
    if ('error' in completed) {
      const error = completed.error ?? userErrors.tooManyAttempts(retryAt ?? clock());
      return { isDone: false, error };
    }
    await guesses.forget(completed.userId);
    const { admission, ...who } = completed;
    if ('tokens' in admission) return { isDone: true, ...who, tokens: admission.tokens };
    return { isDone: false, error: secondFactorErrors.missing(admission.challenge) };
  };
}
