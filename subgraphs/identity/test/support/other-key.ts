import { crc32 } from 'node:zlib';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The key that is found where this one is, and has another secret with the checksum of its own: all but the hash is right about it. */
export function withOtherSecret(text: string): string {
  const unchecked = `${text.slice(0, text.lastIndexOf('_') + 1)}${'0'.repeat(32)}`;
  const sum = crc32(unchecked);
  const checksum = Array.from({ length: 6 }, (_, place) => digits.charAt(Math.floor(sum / 62 ** (5 - place)) % 62));
  return unchecked + checksum.join('');
}
