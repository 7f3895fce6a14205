import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { PasskeyAssertion, PasskeyAttestation } from './passkey-response.ts';
import { passkeySeconds, type Passkey } from './passkey.ts';

/** For which site passkeys are: the domain that they belong to, and the origins of its pages. */
export type Site = { id: string; origins: readonly string[] };

/** What a device is told of a passkey. */
export type KnownPasskey = Pick<Passkey, 'credentialId' | 'transports'>;

/** What a device proved that was registered. */
export type NewCredential = Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports'>;

/** The server's side of WebAuthn (level 3). `isOnlyFactor`: the device has to verify its user, by a finger or a PIN. */
export function createRelyingParty({ id, origins }: Site) {
  const expected = (challenge: string) => ({
    ...{ expectedChallenge: challenge, expectedRPID: id, expectedOrigin: [...origins] },
  });
  const describe = ({ credentialId, transports }: KnownPasskey) => ({ id: credentialId, transports });
  const timeout = passkeySeconds * 1000;
  return {
    registrationOptions: (
      challenge: Buffer,
      user: { id: string; name: string; email: string },
      known: readonly KnownPasskey[],
    ) =>
      generateRegistrationOptions({
        ...{ rpName: 'Conea', rpID: id, userName: user.email, userDisplayName: user.name, timeout },
        challenge: new Uint8Array(challenge),
        userID: new Uint8Array(Buffer.from(user.id)),
        excludeCredentials: known.map(describe),
        // Found by the device itself and unlocked by its user: good for signing in without a password.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      }),
    authenticationOptions: (challenge: Buffer, known: readonly KnownPasskey[], isOnlyFactor: boolean) =>
      generateAuthenticationOptions({
        ...{ rpID: id, timeout, allowCredentials: known.map(describe), challenge: new Uint8Array(challenge) },
        userVerification: isOnlyFactor ? 'required' : 'preferred',
      }),
    /** Null when anything about it is wrong. */
    verifyRegistration: async ({
      response,
      challenge,
      isFramed,
    }: PasskeyAttestation): Promise<NewCredential | null> => {
      if (isFramed) return null;
      const verified = await verifyRegistrationResponse({ response, ...expected(challenge) }).catch(() => null);
      if (!verified?.verified) return null;
      const { id: credentialId, publicKey, counter } = verified.registrationInfo.credential;
      const { transports } = response.response;
      return { credentialId, publicKey: Buffer.from(publicKey), counter, transports };
    },
    /** How often the device was used; null when anything about it is wrong. Whether it counts on is left to the caller. */
    verifyAuthentication: async (
      { response, challenge, isFramed }: PasskeyAssertion,
      { credentialId, publicKey }: Passkey,
      isOnlyFactor: boolean,
    ): Promise<number | null> => {
      if (isFramed) return null;
      const credential = { id: credentialId, publicKey: new Uint8Array(publicKey), counter: 0 };
      const rules = { ...expected(challenge), credential, requireUserVerification: isOnlyFactor };
      const verified = await verifyAuthenticationResponse({ response, ...rules }).catch(() => null);
      return verified?.verified ? verified.authenticationInfo.newCounter : null;
    },
  };
}

export type RelyingParty = ReturnType<typeof createRelyingParty>;
