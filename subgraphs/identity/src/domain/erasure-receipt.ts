import { SignJWT } from 'jose';
import type { TokenSigner } from './access-token.ts';
import type { Erasure } from './erasure.ts';

/** What a receipt says it is, so that it passes for nothing else that this key signs (RFC 8725, section 3.11). */
export const receiptType = 'erasure-receipt+jwt';

/** Signs what was erased and what was kept (JWS, RS256): whom it is about is an opaque id, how much is numbers. */
export function signErasureReceipt(
  issuer: string,
  signer: TokenSigner,
  { id, subject, requestedAt, answers }: Pick<Erasure, 'id' | 'subject' | 'requestedAt' | 'answers'>,
  now: Date,
): Promise<string> {
  return new SignJWT({ subject_type: subject.type, requested_at: requestedAt.toISOString(), domains: answers })
    .setProtectedHeader({ alg: 'RS256', typ: receiptType, kid: signer.id })
    .setIssuer(issuer)
    .setSubject(subject.id)
    .setJti(id)
    .setIssuedAt(Math.floor(now.getTime() / 1000))
    .sign(signer.privateKey);
}
