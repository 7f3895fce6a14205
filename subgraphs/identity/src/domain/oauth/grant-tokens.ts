import { newId } from '@conea/platform';
import { signAccessToken, type TokenIssuer } from '../access-token.ts';
import type { Keyring } from '../keyring.ts';
import { deriveRefreshToken } from '../refresh-token.ts';
import { scopesOf } from '../roles.ts';
import type { FindTokenEnd } from '../token-end.ts';
import type { GrantStore, LiveGrant } from './grant.ts';
import { invalidGrant } from './grant-refusal.ts';
import { signIdToken } from './id-token.ts';
import { scopesWithin } from './oauth-scopes.ts';
import type { IssuedTokens } from './service-token.ts';

/** Which tokens: `generation` is null without a refresh token, `asked` narrows the scopes, `nonce` comes with a new sign-in. */
export type GrantReference = {
  grantId: string;
  generation: number | null;
  asked?: readonly string[];
  signIn?: { nonce: string | null };
};

/** Makes the tokens of a grant, after the transaction that is their reason; they are written nowhere. Throws `invalid_grant` when it has ended, or is not proven as it has to be. */
export type IssueGrantTokens = (reference: GrantReference) => Promise<IssuedTokens>;

export function createGrantTokens({
  grants,
  findTokenEnd,
  keyring,
  issuer,
  clock,
}: {
  grants: GrantStore;
  findTokenEnd: FindTokenEnd;
  keyring: Keyring;
  issuer: TokenIssuer;
  clock: () => Date;
}): IssueGrantTokens {
  const refreshTokenOf = async (grantId: string, generation: number) => {
    const keyId = await grants.findKeyId(grantId, generation);
    const secret = keyId === null ? null : await keyring.refreshSecret(keyId);
    if (secret === null) throw invalidGrant();
    return deriveRefreshToken(secret, grantId, generation);
  };
  return async ({ grantId, generation, asked, signIn }) => {
    const now = clock();
    const grant = await grants.findLive(grantId, now);
    const sessionExpiresAt = grant && (await findTokenEnd(grant, now));
    if (!sessionExpiresAt) throw invalidGrant();
    const { signer } = await keyring.current();
    const scopes = scopesNow(grant).filter((scope) => asked?.includes(scope) ?? true);
    const { userId, clientId, proof } = grant;
    const access = await signAccessToken(
      issuer,
      signer,
      { ...grant, scopes, tokenId: newId('jti'), sessionExpiresAt },
      now,
    );
    const { accessToken } = access;
    const subject = { userId, clientId, accessToken, proof, nonce: signIn?.nonce ?? null };
    return {
      accessToken,
      expiresIn: Math.floor((access.accessTokenExpiresAt.getTime() - now.getTime()) / 1000),
      scopes,
      ...(generation !== null && { refreshToken: await refreshTokenOf(grantId, generation) }),
      ...(signIn && scopes.includes('openid') && { idToken: await signIdToken(issuer.issuer, signer, subject, now) }),
    };
  };
}

/** What the person allowed, the client may still ask for and the role still permits. */
function scopesNow(grant: LiveGrant): string[] {
  const allowed = grant.scopes.filter((scope) => grant.clientScopes.includes(scope));
  return scopesWithin(allowed, scopesOf(grant));
}
