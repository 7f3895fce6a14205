import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { canonicalJson } from './audit-chain.ts';
import type { Json } from '@conea/platform';

/** Says who signed: the first half of SHA-256 over the public key. */
export type Signature = { keyId: string; signature: string };

export type AuditSigner = { sign(purpose: string, statement: Json): Signature };

/** Whether one of the known keys signed a statement for this purpose. */
export type AuditVerifier = (purpose: string, statement: Json, signature: Signature) => boolean;

/** Signs with an Ed25519 key (PKCS #8, DER, base64); throws when it is none. */
export function createAuditSigner(privateKey: string): AuditSigner {
  const key = parseAuditKey(privateKey);
  const keyId = keyIdOf(createPublicKey(key));
  return {
    sign: (purpose, statement) => ({
      keyId,
      signature: sign(null, message(purpose, statement), key).toString('base64'),
    }),
  };
}

/** Knows the public halves of these keys (SPKI, DER, base64), the newest and those that signed before it. */
export function createAuditVerifier(publicKeys: readonly string[]): AuditVerifier {
  const keys = new Map(publicKeys.map(parsePublicKey).map((key) => [keyIdOf(key), key]));
  return (purpose, statement, { keyId, signature }) => {
    const key = keys.get(keyId);
    return key !== undefined && verify(null, message(purpose, statement), key, Buffer.from(signature, 'base64'));
  };
}

/** The public half of a private key, in the form that a verifier takes. */
export function publicKeyOf(privateKey: string): string {
  return createPublicKey(parseAuditKey(privateKey)).export({ type: 'spki', format: 'der' }).toString('base64');
}

export function parseAuditKey(privateKey: string): KeyObject {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return ofEd25519(key);
}

const parsePublicKey = (publicKey: string) =>
  ofEd25519(createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }));

function ofEd25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('the audit trail is signed with Ed25519');
  return key;
}

function keyIdOf(key: KeyObject): string {
  const spki = key.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest().subarray(0, 16).toString('base64url');
}

// A statement for one purpose is not valid for another.
const message = (purpose: string, statement: Json) => Buffer.from(`${purpose}\0${canonicalJson(statement)}`);
