import { newId } from '@conea/platform';
import { ownClientId, signAccessToken, type TokenIssuer } from './access-token.ts';
import type { Keyring } from './keyring.ts';
import { tokenScopes } from './login-scope.ts';
import { deriveRefreshToken, hashRefreshToken } from './refresh-token.ts';
import type { SessionStore } from './session.ts';
import type { FindTokenEnd } from './token-end.ts';

/** Names a pair of tokens without holding it: what a mutation may store. */
export type TokenReference = { sessionId: string; generation: number };

/** The tokens of a session, in the clear. They are made after the transaction and written nowhere. */
export type SessionTokens = {
  id: string;
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
  refreshTokenExpiresAt: Date;
};

/**
 * Makes the tokens of a reference: always the same refresh token and a new access token; null when the session has ended, or is not proven as it has to be. `shownBy`:
 * what whoever asks has proved themselves by, when that can be less than the session.
 */
export type IssueTokens = (reference: TokenReference, shownBy?: string[]) => Promise<SessionTokens | null>;

export function createTokenIssuer({
  sessions,
  findTokenEnd,
  keyring,
  issuer,
  clock,
}: {
  sessions: SessionStore;
  findTokenEnd: FindTokenEnd;
  keyring: Keyring;
  issuer: TokenIssuer;
  clock: () => Date;
}): IssueTokens {
  return async ({ sessionId, generation }, shownBy) => {
    const now = clock();
    const session = await sessions.findLive(sessionId, generation, now);
    if (!session) return null;
    const proof = { ...session.proof, methods: shownBy ?? session.proof.methods };
    const sessionExpiresAt = await findTokenEnd({ ...session, proof }, now);
    if (!sessionExpiresAt) return null;
    const [{ signer }, refreshSecret] = [await keyring.current(), await keyring.refreshSecret(session.keyId)];
    // Its key was revoked a moment ago.
    if (!refreshSecret) return null;
    const refreshToken = deriveRefreshToken(refreshSecret, sessionId, generation);
    if (!hashRefreshToken(refreshToken)?.equals(session.tokenHash)) {
      throw new Error('a derived refresh token does not match its stored hash');
    }
    const rights = { clientId: ownClientId, scopes: tokenScopes(session, session.scopes) };
    const subject = { ...session, ...rights, tokenId: newId('jti'), sessionExpiresAt };
    const access = await signAccessToken(issuer, signer, subject, now);
    return { id: sessionId, ...access, refreshToken, refreshTokenExpiresAt: session.expiresAt };
  };
}
