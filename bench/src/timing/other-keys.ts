import { crc32 } from 'node:zlib';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Keys of the form of this one, with right checksums: one that is found where it is and has another secret, and one that nobody has. */
export function otherKeys(text: string): { withOtherSecret: string; unknown: string } {
  const prefix = text.slice(0, text.lastIndexOf('_'));
  return {
    withOtherSecret: checked(`${prefix}_${'0'.repeat(32)}`),
    unknown: checked(`${prefix.slice(0, -12)}${'0'.repeat(12)}_${'0'.repeat(32)}`),
  };
}

function checked(unchecked: string): string {
  const sum = crc32(unchecked);
  const places = Array.from({ length: 6 }, (_, place) => Math.floor(sum / 62 ** (5 - place)) % 62);
  return unchecked + places.map((digit) => digits.charAt(digit)).join('');
}
