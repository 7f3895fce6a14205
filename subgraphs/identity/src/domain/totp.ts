import { generateSecret, generateURI, verifySync } from 'otplib';

/** One code each 30 seconds, of six digits by SHA-1: what every authenticator app takes. */
const period = 30;
const seedBytes = 20;

/** A new seed of 160 bits in base32 (RFC 4226, section 4, R6). */
export function createSeed(): string {
  return generateSecret({ length: seedBytes });
}

/** What an authenticator app reads as a QR code. */
export function enrolmentUri(seed: string, account: string): string {
  return generateURI({ issuer: 'Conea', label: account, secret: seed });
}

/** The time step whose code this is, the present one or a neighbour (RFC 6238, section 5.2); null when it is none of them. */
export function stepOf(seed: string, text: string, now: Date): number | null {
  const code = text.replaceAll(' ', '');
  if (!/^\d{6}$/.test(code)) return null;
  const epoch = Math.floor(now.getTime() / 1000);
  const result = verifySync({ secret: seed, token: code, epoch, epochTolerance: period });
  return result.valid ? Math.floor(epoch / period) + result.delta : null;
}
