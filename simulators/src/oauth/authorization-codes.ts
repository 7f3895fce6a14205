import { createHash, randomBytes } from 'node:crypto';

/** What a person allowed, and to whom. */
export type Grant = {
  clientId: string;
  redirectUri: string;
  scope: string;
  personId: string;
  nonce: string | null;
  codeChallenge: string | null;
  codeChallengeMethod: string | null;
};

/** Why a code is worth nothing. */
export type CodeRefusal = 'unknown' | 'used' | 'expired' | 'wrong_redirect' | 'wrong_verifier';

const lifetime = 600_000;
const kept = 1_000;

/** Authorization codes: one use, ten minutes, bound to a redirect URI and, when the client sent a challenge, to its verifier. */
export function createAuthorizationCodes() {
  const codes = new Map<string, { grant: Grant; expiresAt: number; isUsed: boolean }>();
  return {
    issue: (grant: Grant, prefix = ''): string => {
      const code = prefix + randomBytes(20).toString('hex');
      codes.set(code, { grant, expiresAt: Date.now() + lifetime, isUsed: false });
      for (const oldest of codes.keys()) {
        if (codes.size <= kept) break;
        codes.delete(oldest);
      }
      return code;
    },
    redeem: (code: string, redirectUri: string | null, verifier: string | null): Grant | CodeRefusal => {
      const found = codes.get(code);
      if (!found) return 'unknown';
      if (found.isUsed) return 'used';
      if (found.expiresAt <= Date.now()) return 'expired';
      if (found.grant.redirectUri !== redirectUri) return 'wrong_redirect';
      if (!isVerified(found.grant, verifier)) return 'wrong_verifier';
      found.isUsed = true;
      return found.grant;
    },
    /** All codes that were issued have lived too long. */
    expireAll: () => {
      for (const code of codes.values()) code.expiresAt = 0;
    },
  };
}

/** RFC 7636. */
function isVerified({ codeChallenge, codeChallengeMethod }: Grant, verifier: string | null): boolean {
  if (codeChallenge === null) return true;
  if (verifier === null) return false;
  const isHashed = codeChallengeMethod === 'S256';
  return codeChallenge === (isHashed ? createHash('sha256').update(verifier).digest('base64url') : verifier);
}
