import { bindPerson, isId, type Caller, type Effect, type Mutate } from '@conea/platform';
import { createPasskeyChallenge, toKnown, type PasskeyChallengeStore, type PasskeyStore } from './passkey.ts';
import type { KnownPasskey, RelyingParty } from './relying-party.ts';
import { secondFactorErrors } from './second-factor-errors.ts';
import { readChallengeToken, type ChallengeStore } from './sign-in-challenge.ts';
import type { InvalidToken } from './user-errors.ts';

/** What `navigator.credentials` is to be asked, and until when its answer counts. */
export type PasskeyOffer = { isDone: true; options: object; expiresAt: Date };

export type PasskeyOptionsParts = {
  mutate: Mutate;
  passkeys: PasskeyStore;
  passkeyChallenges: PasskeyChallengeStore;
  challenges: ChallengeStore;
  relyingParty: RelyingParty;
  clock: () => Date;
};

/** The options of a passkey's use: to go on with a sign-in when there is its token, to confirm who is signed in, or to sign in as anybody. */
export function createPasskeyOptions(parts: PasskeyOptionsParts) {
  const { mutate, passkeys, passkeyChallenges, challenges, relyingParty, clock } = parts;
  return async (
    caller: Caller,
    { challengeToken }: { challengeToken?: string | null | undefined },
  ): Promise<PasskeyOffer | { isDone: false; error: InvalidToken }> => {
    const isSecond = typeof challengeToken === 'string';
    const token = isSecond ? readChallengeToken(challengeToken) : null;
    const waiting = token && (await challenges.findUser('second_factor', token, clock()));
    const signedIn = caller.user && !isId('key', caller.user.sessionId) ? caller.user.id : null;
    const userId = isSecond ? waiting : signedIn;
    const { bytes, hash, expiresAt } = createPasskeyChallenge(clock());
    const request = { action: 'passkey.begin_authentication', input: null };
    const known = await mutate<KnownPasskey[] | null>(
      caller,
      request,
      async (tx): Promise<Effect<KnownPasskey[] | null>> => {
        if (isSecond && userId === null) return { result: null, resource: null, isRefused: true };
        if (userId !== null) await bindPerson(tx, userId);
        await passkeyChallenges.add(tx, { hash, purpose: 'authentication', userId, expiresAt });
        if (userId === null) return { result: [], resource: null };
        return { result: toKnown(await passkeys.listOfUser(tx, userId)), resource: { type: 'User', id: userId } };
      },
    );
    if (known === null) return { isDone: false, error: secondFactorErrors.challengeOver() };
    return { isDone: true, options: await relyingParty.authenticationOptions(bytes, known, !isSecond), expiresAt };
  };
}
