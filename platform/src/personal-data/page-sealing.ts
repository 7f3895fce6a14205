import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { decrypt, encrypt } from '../encryption/aead.ts';
import type { PersonalDataPage } from './protocol.ts';

/** DER in base64: the public one (SPKI) goes to whoever answers, the private one (PKCS #8) stays with who asked. */
export type ExportKeys = { publicKey: string; privateKey: string };

type SealedPage = Pick<PersonalDataPage, 'ephemeralKey' | 'sealed'>;
/** Where a sealed page stands: it opens nowhere else. */
type Place = Pick<PersonalDataPage, 'exportId' | 'domain' | 'page'>;

/** A page that cannot be read; the message has nothing of it. */
export class PageError extends Error {
  override name = 'PageError';
}

const publicForm = { format: 'der', type: 'spki' } as const;
const privateForm = { format: 'der', type: 'pkcs8' } as const;
const [compress, decompress] = [promisify(gzip), promisify(gunzip)];

/** Keys of one export: once the private one is deleted nobody reads its pages again, wherever copies of them are. */
export function createExportKeys(): ExportKeys {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return { publicKey: textOf(publicKey), privateKey: privateKey.export(privateForm).toString('base64') };
}

/**
 * AES-256-GCM under a key that X25519 and HKDF-SHA256 (RFC 7748, RFC 5869) make of the key of the export and one that is made for this page and
 * forgotten: who sealed a page cannot read it either.
 */
export async function sealPage(exportKey: string, place: Place, lines: Buffer): Promise<SealedPage> {
  const ephemeral = generateKeyPairSync('x25519');
  const recipient = parsePublic(exportKey);
  const ephemeralKey = textOf(ephemeral.publicKey);
  const secret = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient });
  const key = derive(secret, ephemeralKey, exportKey);
  return { ephemeralKey, sealed: encrypt(key, await compress(lines), boundTo(place)) };
}

/** Rejects with a PageError when the page was changed, is another one, or is for another key. */
export async function openPage(
  privateText: string,
  place: Place,
  { ephemeralKey, sealed }: SealedPage,
): Promise<Buffer> {
  const privateKey = createPrivateKey({ key: Buffer.from(privateText, 'base64'), ...privateForm });
  const secret = diffieHellman({ privateKey, publicKey: parsePublic(ephemeralKey) });
  const key = derive(secret, ephemeralKey, textOf(createPublicKey(privateKey)));
  const compressed = decrypt(key, sealed, boundTo(place));
  if (!compressed) throw new PageError('a page was changed, is another one, or is for another key');
  return decompress(compressed);
}

const textOf = (key: KeyObject) => key.export(publicForm).toString('base64');
const parsePublic = (text: string) => createPublicKey({ key: Buffer.from(text, 'base64'), ...publicForm });
const derive = (secret: Buffer, ...publicKeys: readonly string[]) =>
  Buffer.from(hkdfSync('sha256', secret, publicKeys.join('.'), 'conea personal data', 32));
const boundTo = ({ exportId, domain, page }: Place) => JSON.stringify(['personal-data', exportId, domain, page]);
