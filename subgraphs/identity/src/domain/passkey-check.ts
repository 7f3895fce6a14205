import { bindPerson, type DomainEvent, type Transaction } from '@conea/platform';
import { readAssertion } from './passkey-response.ts';
import { hashPasskeyChallenge, type Passkey, type PasskeyChallengeStore, type PasskeyStore } from './passkey.ts';
import type { RelyingParty } from './relying-party.ts';

/** Why a proof does not count: `counter_regressed` says that somebody has a copy of the device. */
export type ProofRefusal = 'wrong' | 'counter_regressed';

/** By whom the challenge is to be answered: one person, or null for whoever has a passkey; and whether nothing else is asked for. */
export type ExpectedPasskey = { userId: string | null; isOnlyFactor: boolean };

/** Whose passkey signed the challenge, which is used up in any case. */
export type CheckPasskey = (
  tx: Transaction,
  emit: (event: DomainEvent) => void,
  given: unknown,
  expected: ExpectedPasskey,
) => Promise<{ passkey: Passkey; refusal: ProofRefusal | null } | { passkey: null; refusal: ProofRefusal }>;

export type PasskeyCheckParts = {
  passkeys: PasskeyStore;
  passkeyChallenges: PasskeyChallengeStore;
  relyingParty: RelyingParty;
  clock: () => Date;
};

export function createPasskeyCheck(parts: PasskeyCheckParts): CheckPasskey {
  const { passkeys, passkeyChallenges, relyingParty, clock } = parts;
  const wrong = { passkey: null, refusal: 'wrong' } as const;
  return async (tx, emit, given, { userId, isOnlyFactor }) => {
    const assertion = readAssertion(given);
    if (!assertion) return wrong;
    const hash = hashPasskeyChallenge(assertion.challenge);
    if (!(await passkeyChallenges.use(tx, 'authentication', hash, userId, clock()))) return wrong;
    const { id, response } = assertion.response;
    const passkey = await passkeys.findByCredential(tx, id);
    if (!passkey || (userId !== null && passkey.userId !== userId)) return wrong;
    const isOwn = response.userHandle === undefined || response.userHandle === handleOf(passkey.userId);
    const counter = isOwn ? await relyingParty.verifyAuthentication(assertion, passkey, isOnlyFactor) : null;
    if (counter === null) return { passkey, refusal: 'wrong' };
    await bindPerson(tx, passkey.userId);
    if (await passkeys.noteUse(tx, passkey.id, counter, clock())) return { passkey, refusal: null };
    emit({ type: 'user.passkey_counter_regressed', subject: passkey.userId, data: { passkeyId: passkey.id } });
    return { passkey, refusal: 'counter_regressed' };
  };
}

const handleOf = (userId: string) => Buffer.from(userId).toString('base64url');
