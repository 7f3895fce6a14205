import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const options = z.looseObject({ challenge: z.string(), user: z.looseObject({ id: z.string() }).optional() });

/** What a device, or the page it is used on, may say otherwise than it should. */
export type Deviation = {
  origin?: string;
  rpId?: string;
  challenge?: string;
  type?: string;
  counter?: number;
  isUserVerified?: boolean;
  crossOrigin?: boolean;
  credentialId?: string;
  userHandle?: string;
  signedBy?: KeyObject;
};

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const base64url = (data: string | Buffer) => Buffer.from(data).toString('base64url');

/** A device with one passkey (ES256), and the browser between it and the page: what they say is CBOR and COSE as of WebAuthn, level 3. */
export function aPasskey({ rpId = 'example.com', origin = 'https://app.example.com' } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  let userHandle: string | undefined;
  let counter = 0;

  const clientDataOf = (type: string, challenge: string, deviation: Deviation) =>
    JSON.stringify({
      type: deviation.type ?? type,
      challenge: deviation.challenge ?? challenge,
      origin: deviation.origin ?? origin,
      crossOrigin: deviation.crossOrigin ?? false,
    });
  const authenticatorData = (attested: Buffer | null, deviation: Deviation) => {
    const flags = 0x01 | (deviation.isUserVerified === false ? 0 : 0x04) | (attested ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(deviation.counter ?? counter);
    return Buffer.concat([sha256(deviation.rpId ?? rpId), Buffer.of(flags), count, attested ?? Buffer.alloc(0)]);
  };
  const envelope = (response: object, deviation: Deviation) => {
    const id = deviation.credentialId ?? base64url(credentialId);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  };
  return {
    credentialId: base64url(credentialId),
    /** Answers `navigator.credentials.create`. */
    register: (given: unknown, deviation: Deviation = {}) => {
      const { challenge, user } = options.parse(given);
      userHandle = user?.id;
      const id = deviation.credentialId === undefined ? credentialId : Buffer.from(deviation.credentialId, 'base64url');
      const size = Buffer.alloc(2);
      size.writeUInt16BE(id.length);
      const attested = Buffer.concat([Buffer.alloc(16), size, id, coseKey(publicKey)]);
      const attestationObject = cbor(
        new Map<string, CborValue>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authenticatorData(attested, deviation)],
        ]),
      );
      const clientDataJSON = base64url(clientDataOf('webauthn.create', challenge, deviation));
      const response = { clientDataJSON, attestationObject: base64url(attestationObject), transports: ['internal'] };
      return envelope(response, deviation);
    },
    /** Answers `navigator.credentials.get`; each time the device counts on. */
    use: (given: unknown, deviation: Deviation = {}) => {
      counter += 1;
      const { challenge } = options.parse(given);
      const clientData = clientDataOf('webauthn.get', challenge, deviation);
      const data = authenticatorData(null, deviation);
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(clientData)]))
        .sign(deviation.signedBy ?? privateKey);
      const handle = deviation.userHandle ?? userHandle;
      const response = {
        ...{
          clientDataJSON: base64url(clientData),
          authenticatorData: base64url(data),
          signature: base64url(signature),
        },
        ...(handle !== undefined && { userHandle: handle }),
      };
      return envelope(response, deviation);
    },
  };
}

type CborValue = string | number | Buffer | ReadonlyMap<string | number, CborValue>;

/** The few kinds of CBOR (RFC 8949) that a registration is written in. */
function cbor(value: CborValue): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}

function head(major: number, size: number): Buffer {
  const kind = major << 5;
  if (size < 24) return Buffer.of(kind | size);
  return size < 256 ? Buffer.of(kind | 24, size) : Buffer.of(kind | 25, size >> 8, size & 0xff);
}

/** RFC 9053: EC2 on P-256, for ES256. */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  return cbor(
    new Map<number, CborValue>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]),
  );
}
