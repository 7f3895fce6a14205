import { z } from 'zod';

/** The challenge that a device says to have signed, and whether that was in a frame of another site's page. */
type Signed = { challenge: string; isFramed: boolean };

/** What a device answered when it was registered. */
export type PasskeyAttestation = Signed & { response: z.infer<typeof attestation> };

/** What a device answered when it was used. */
export type PasskeyAssertion = Signed & { response: z.infer<typeof assertion> };

const bytes = (max: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(max);
const credential = {
  id: bytes(1_400),
  rawId: bytes(1_400),
  type: z.literal('public-key'),
  // What extensions say is asked for nowhere.
  clientExtensionResults: z.unknown().transform(() => ({})),
};
const transports = z.array(z.string().regex(/^[a-z-]{1,32}$/)).max(10);
const attestation = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(4_096),
    attestationObject: bytes(65_536),
    transports: transports.default([]),
  }),
});
const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(4_096),
    authenticatorData: bytes(8_192),
    signature: bytes(8_192),
    userHandle: bytes(128).exactOptional(),
  }),
});
const clientData = z.object({ challenge: z.string().min(1), crossOrigin: z.boolean().default(false) });

/** The JSON form of a `PublicKeyCredential` (WebAuthn, level 3) with an attestation; null when it is none. */
export function readAttestation(given: unknown): PasskeyAttestation | null {
  const { data: response } = attestation.safeParse(given);
  const signed = response && readClientData(response.response.clientDataJSON);
  return signed ? { response, ...signed } : null;
}

/** The JSON form of a `PublicKeyCredential` with an assertion; null when it is none. */
export function readAssertion(given: unknown): PasskeyAssertion | null {
  const { data: response } = assertion.safeParse(given);
  const signed = response && readClientData(response.response.clientDataJSON);
  return signed ? { response, ...signed } : null;
}

function readClientData(encoded: string): Signed | null {
  try {
    const { data } = clientData.safeParse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')));
    return data ? { challenge: data.challenge, isFramed: data.crossOrigin } : null;
  } catch {
    return null;
  }
}
