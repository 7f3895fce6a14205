import { bindPerson, type Caller, type Effect, type Mutate } from '@conea/platform';
import type { GraceEnd } from './deletion.ts';
import type { Join, JoinError } from './join.ts';
import type { Keyring } from './keyring.ts';
import type { MembershipStore } from './membership.ts';
import type { TokenStore } from './one-time-token.ts';
import { createPasswordCheck, type PasswordCheckParts } from './password-check.ts';
import { createRestoreOffer, type RestoreOffer } from './restore-offer.ts';
import { secondFactorErrors, type SecondFactorMissing } from './second-factor-errors.ts';
import type { AdmitToSession, SessionAdmission } from './session-admission.ts';
import type { TokenReference } from './session-tokens.ts';
import {
  userErrors,
  type AccountDeleted,
  type InvalidCredentials,
  type NoOrganization,
  type TooManyAttempts,
} from './user-errors.ts';

/** Who signed in and the reference of their tokens, or why nobody did. */
export type SignInOutcome =
  | { isDone: true; userId: string; organizationId: string; tokens: TokenReference }
  | {
      isDone: false;
      error: InvalidCredentials | TooManyAttempts | NoOrganization | SecondFactorMissing | JoinError | AccountDeleted;
    };

export type SignInInput = { email: string; password: string; invitationToken?: string | null | undefined };

export type SignInParts = PasswordCheckParts & {
  mutate: Mutate;
  memberships: MembershipStore;
  join: Join;
  admitToSession: AdmitToSession;
  keyring: Keyring;
  tokens: TokenStore;
  graceEnd: GraceEnd;
};

type Started = { organizationId: string; admission: SessionAdmission } | { error: JoinError } | RestoreOffer | null;

const nobody = 'usr_nobody';

/** Starts a session for a correct password, or asks for a second factor. An unknown address, a wrong password and a malformed address answer alike and take as long. */
export function createSignIn(parts: SignInParts) {
  const { mutate, memberships, join, admitToSession, keyring, clock } = parts;
  const check = createPasswordCheck(parts);
  const offerRestoring = createRestoreOffer(parts);
  return async (caller: Caller, input: SignInInput): Promise<SignInOutcome> => {
    const verdict = await check(caller, input);
    const { refreshKey } = await keyring.current();
    const request = { action: 'user.sign_in', input: null };
    const started = await mutate<Started>(caller, request, async (tx, emit): Promise<Effect<Started>> => {
      const { user } = verdict;
      // Also when the password is wrong: the trail of where they are at home tells of it.
      await bindPerson(tx, user?.id ?? nobody);
      if (!user) {
        // What is looked up for a known address, so that an unknown one takes as long.
        await memberships.findHome(tx, nobody);
        return { resource: null, result: null, isRefused: true };
      }
      const resource = { type: 'User', id: user.id };
      if (verdict.isCorrect && user.deletedAt !== null)
        return { resource, result: await offerRestoring(tx, user.id, user.deletedAt), isRefused: true };
      // Who is in no organization yet could not accept an invitation from a session.
      const isJoining = verdict.isCorrect && typeof input.invitationToken === 'string';
      const joined = isJoining ? await join.join(tx, emit, input.invitationToken ?? '', user.id) : null;
      if (joined?.isDone === false) return { resource, result: { error: joined.error }, isRefused: true };
      const home = joined ?? (await memberships.findHome(tx, user.id));
      if (!home) return { resource, result: null, isRefused: true };
      const { organizationId } = home;
      const known = { resource, actor: { id: user.id, organizationId } };
      if (!verdict.isCorrect) return { ...known, result: null, isRefused: true };
      await verdict.rehash?.(tx);
      const start = { caller, userId: user.id, organizationId, methods: ['pwd'], refreshKey, now: clock() };
      const admission = await admitToSession(tx, emit, start);
      return { ...known, result: { organizationId, admission }, metadata: { isComplete: 'tokens' in admission } };
    });
    if (!verdict.isCorrect) return { isDone: false, error: verdict.error };
    if (!started) return { isDone: false, error: userErrors.noOrganization() };
    if ('restoreToken' in started) return { isDone: false, error: userErrors.accountDeleted(started) };
    if ('error' in started) return { isDone: false, error: started.error };
    const { admission, organizationId } = started;
    if ('challenge' in admission) return { isDone: false, error: secondFactorErrors.missing(admission.challenge) };
    return { isDone: true, userId: verdict.user.id, organizationId, tokens: admission.tokens };
  };
}
