import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { decrypt, encrypt } from '../encryption/aead.ts';
import type { PersonalDataPage } from './protocol.ts';

/** DER in base64: the public one (SPKI) goes to whoever answers, the private one (PKCS #8) stays with who asked. */
export type ExportKeys = { publicKey: string; privateKey: string };

type SealedPage = Pick<PersonalDataPage, 'wrappedKey' | 'sealed'>;
/** Where a sealed page stands: it opens nowhere else. */
type Place = Pick<PersonalDataPage, 'exportId' | 'domain' | 'page'>;

/** A page that cannot be read; the message has nothing of it. */
export class PageError extends Error {
  override name = 'PageError';
}

const der = { format: 'der' } as const;
const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
const [generate, compress, decompress] = [promisify(generateKeyPair), promisify(gzip), promisify(gunzip)];

/** Keys of one export: once the private one is deleted nobody reads its pages again, wherever copies of them are. */
export async function createExportKeys(): Promise<ExportKeys> {
  const { publicKey, privateKey } = await generate('rsa', {
    modulusLength: 3072,
    publicKeyEncoding: { ...der, type: 'spki' },
    privateKeyEncoding: { ...der, type: 'pkcs8' },
  });
  return { publicKey: publicKey.toString('base64'), privateKey: privateKey.toString('base64') };
}

/** AES-256-GCM, its key by RSA-OAEP with SHA-256: who sealed a page cannot read it either. */
export async function sealPage(publicKey: string, place: Place, lines: Buffer): Promise<SealedPage> {
  const key = randomBytes(32);
  const wrapping = createPublicKey({ key: Buffer.from(publicKey, 'base64'), ...der, type: 'spki' });
  return {
    wrappedKey: publicEncrypt({ key: wrapping, ...oaep }, key).toString('base64'),
    sealed: encrypt(key, await compress(lines), boundTo(place)),
  };
}

/** Rejects with a PageError when the page was changed, is another one, or is for another key. */
export async function openPage(privateKey: string, place: Place, page: SealedPage): Promise<Buffer> {
  const compressed = decrypt(unwrap(privateKey, page.wrappedKey), page.sealed, boundTo(place));
  if (!compressed) throw new PageError('a page was changed, or is another one');
  return decompress(compressed);
}

function unwrap(privateKey: string, wrappedKey: string): Buffer {
  const unwrapping = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), ...der, type: 'pkcs8' });
  try {
    return privateDecrypt({ key: unwrapping, ...oaep }, Buffer.from(wrappedKey, 'base64'));
  } catch (cause) {
    throw new PageError('a page is for another key', { cause });
  }
}

const boundTo = ({ exportId, domain, page }: Place) => JSON.stringify(['personal-data', exportId, domain, page]);
