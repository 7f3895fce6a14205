import type { Context } from '../context.ts';
import type { TokenReference } from '../domain/session-tokens.ts';

/** What a successful sign-up, sign-in or refresh answers; no tokens when those need more than `shownBy`. */
export async function signedIn(
  { issueTokens, findUser }: Context,
  { userId, organizationId, tokens }: { userId: string; organizationId: string; tokens: TokenReference },
  shownBy?: string[],
) {
  const [session, user] = await Promise.all([issueTokens(tokens, shownBy), findUser(organizationId, userId)]);
  return { session, user, errors: [] };
}
