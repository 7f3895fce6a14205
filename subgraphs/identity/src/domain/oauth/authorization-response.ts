import type { OauthErrorCode } from './oauth-error.ts';

/** Where a person is sent back to, and what the client gave to know them again by. */
export type ReturnAddress = { redirectUri: string; state: string | null };

/** The answer to an authorization request (RFC 6749, section 4.1.2): with the issuer, so that no client takes it for somebody else's (RFC 9207). */
export function redirectUrl(
  { issuer }: { issuer: string },
  { redirectUri, state }: ReturnAddress,
  answer: { code: string } | { error: OauthErrorCode; error_description?: string },
): string {
  const url = new URL(redirectUri);
  const parameters = { ...answer, ...(state !== null && { state }), iss: issuer };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value);
  return url.href;
}
