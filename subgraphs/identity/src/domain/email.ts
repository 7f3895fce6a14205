import { domainToASCII } from 'node:url';

/** An address in the form it is written to, and the key under which nobody else may use it. */
export type Email = { address: string; key: string };

const maxAddress = 254;
const maxLocalPart = 64;
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const domainName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * Reads an address that somebody else vouches for. It has to be plain ASCII as it is: one that becomes another by normalisation was never
 * the mailbox they verified.
 */
export function parseAsciiEmail(text: string): Email | null {
  return /^[\x21-\x7e]+$/.test(text) ? parseEmail(text) : null;
}

/**
 * Reads an address (RFC 5321, dot-atoms only) after NFKC, so that full-width input works. The domain becomes lower-case ASCII (punycode):
 * a look-alike letter makes a visibly different address. Null when it is not an address.
 */
export function parseEmail(text: string): Email | null {
  if (text.length > 4 * maxAddress) return null;
  const normal = text.normalize('NFKC').trim();
  const at = normal.lastIndexOf('@');
  const local = normal.slice(0, Math.max(at, 0));
  const domain = domainToASCII(normal.slice(at + 1)).toLowerCase();
  if (local.length > maxLocalPart || !localPart.test(local) || !domainName.test(domain)) return null;
  const address = `${local}@${domain}`;
  return address.length > maxAddress ? null : emailOf(address);
}

/** An address that was read before. */
export function emailOf(address: string): Email {
  return { address, key: address.toLowerCase() };
}
