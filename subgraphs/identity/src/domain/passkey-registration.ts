import { newId, type Caller, type Effect, type Transaction } from '@conea/platform';
import { parseDisplayName } from './display-name.ts';
import type { AddedFactor, AddFactor } from './factor-addition.ts';
import type { Enroller, FindEnroller } from './factor-enroller.ts';
import { factorOutcome, type FactorOutcome } from './factor-outcome.ts';
import type { Keyring } from './keyring.ts';
import type { PasskeyOffer, PasskeyOptionsParts } from './passkey-options.ts';
import { readAttestation, type PasskeyAttestation } from './passkey-response.ts';
import { createPasskeyChallenge, hashPasskeyChallenge, maxPasskeys, toKnown } from './passkey.ts';
import type { KnownPasskey } from './relying-party.ts';
import { createRecoveryCodes } from './recovery-code.ts';
import { secondFactorErrors, type InvalidProof } from './second-factor-errors.ts';
import type { UserStore } from './user.ts';
import { userErrors, type InvalidInput, type InvalidToken } from './user-errors.ts';

export type PasskeyRegistrationParts = PasskeyOptionsParts & {
  users: UserStore;
  findEnroller: FindEnroller;
  addFactor: AddFactor;
  keyring: Keyring;
};

type Token = { enrolmentToken?: string | null | undefined };
type Refusal = InvalidToken | InvalidProof | InvalidInput;
type Asked = { user: { id: string; name: string; email: string }; known: KnownPasskey[] };
type Registered = AddedFactor | { error: Refusal };

const tooMany = () =>
  userErrors.invalidInput('passkey', `A user has at most ${maxPasskeys} passkeys: remove one first.`);
const wrongName = () => userErrors.invalidInput('name', 'A name has 1 to 100 characters on one line.');

/** Registers passkeys: a device is asked for a new credential, and its answer makes it one of the person's. */
export function createPasskeyRegistration(parts: PasskeyRegistrationParts) {
  const { mutate, users, passkeys, passkeyChallenges, relyingParty, findEnroller, addFactor, keyring, clock } = parts;
  const store = async (tx: Transaction, { userId }: Enroller, name: string, attestation: PasskeyAttestation | null) => {
    const hash = attestation && hashPasskeyChallenge(attestation.challenge);
    const isAsked = hash && (await passkeyChallenges.use(tx, 'registration', hash, userId, clock()));
    const credential = isAsked ? await relyingParty.verifyRegistration(attestation) : null;
    if (!credential) return secondFactorErrors.invalidProof('passkey');
    if ((await passkeys.listOfUser(tx, userId)).length >= maxPasskeys) return tooMany();
    const isNew = await passkeys.add(tx, { ...credential, id: newId('psk'), userId, name, createdAt: clock() });
    return isNew ? null : secondFactorErrors.invalidProof('passkey');
  };
  return {
    begin: async (
      caller: Caller,
      { enrolmentToken }: Token,
    ): Promise<PasskeyOffer | { isDone: false; error: InvalidToken }> => {
      const { bytes, hash, expiresAt } = createPasskeyChallenge(clock());
      const request = { action: 'passkey.begin_registration', input: null };
      const asked = await mutate<Asked | null>(caller, request, async (tx): Promise<Effect<Asked | null>> => {
        const enroller = await findEnroller(tx, caller, 'passkey', enrolmentToken);
        if (!enroller) return { result: null, resource: null, isRefused: true };
        const { userId } = enroller;
        await passkeyChallenges.add(tx, { hash, purpose: 'registration', userId, expiresAt });
        const { id, name, email } = await users.getAccount(userId, tx);
        const known = toKnown(await passkeys.listOfUser(tx, userId));
        const user = { id, name, email: email.address };
        return { result: { user, known }, resource: { type: 'User', id: userId } };
      });
      if (asked === null) return { isDone: false, error: secondFactorErrors.challengeOver('enrolmentToken') };
      const options = await relyingParty.registrationOptions(bytes, asked.user, asked.known);
      return { isDone: true, options, expiresAt };
    },
    finish: async (
      caller: Caller,
      input: Token & { name: string; passkey: unknown },
    ): Promise<FactorOutcome<Refusal>> => {
      const codes = createRecoveryCodes();
      const name = parseDisplayName(input.name);
      const { refreshKey } = await keyring.current();
      const request = { action: 'passkey.register', input: null };
      const registered = await mutate<Registered>(caller, request, async (tx, emit): Promise<Effect<Registered>> => {
        const enroller = await findEnroller(tx, caller, 'passkey', input.enrolmentToken);
        const refuse = (error: Refusal) => ({ result: { error }, resource: null, isRefused: true });
        if (!enroller) return refuse(secondFactorErrors.challengeOver('enrolmentToken'));
        if (name === null) return refuse(wrongName());
        const error = await store(tx, enroller, name, readAttestation(input.passkey));
        if (error) return refuse(error);
        return addFactor(tx, emit, { caller, enroller, kind: 'passkey', codes, refreshKey });
      });
      return 'error' in registered ? { isDone: false, error: registered.error } : factorOutcome(registered, codes);
    },
  };
}
