import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const pattern = /^(?<prefix>conea_ak_[0-9A-Za-z]{12})_(?<secret>[0-9A-Za-z]{32})(?<checksum>[0-9A-Za-z]{6})$/;

/** A key as its owner sees it once: what it is found by, a secret of 190 bits, and a checksum by which scanners know leaked ones. */
export function createApiKeyText(): { text: string; prefix: string; secretHash: Buffer } {
  const prefix = `conea_ak_${random(12)}`;
  const unchecked = `${prefix}_${random(32)}`;
  const text = unchecked + checksum(unchecked);
  return { text, prefix, secretHash: hash(text) };
}

/** What a presented key is found and compared by; null when the text cannot be a key. A fast hash will do for so long a secret. */
export function readApiKey(text: string): { prefix: string; hash: Buffer } | null {
  const { prefix, checksum: claimed } = pattern.exec(text)?.groups ?? {};
  if (prefix === undefined || checksum(text.slice(0, -6)) !== claimed) return null;
  return { prefix, hash: hash(text) };
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function random(length: number): string {
  return Array.from({ length }, () => digits.charAt(randomInt(digits.length))).join('');
}

function checksum(text: string): string {
  let rest = crc32(text);
  let written = '';
  for (let index = 0; index < 6; index++) {
    written = digits.charAt(rest % 62) + written;
    rest = Math.floor(rest / 62);
  }
  return written;
}
