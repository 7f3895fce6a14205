import type { Context } from '../context.ts';
import type { TokenReference } from '../domain/session-tokens.ts';

/** What a successful sign-up, sign-in or refresh answers. */
export async function signedIn(
  { issueTokens, findUser }: Context,
  { userId, organizationId, tokens }: { userId: string; organizationId: string; tokens: TokenReference },
) {
  const [session, user] = await Promise.all([issueTokens(tokens), findUser(organizationId, userId)]);
  return { session, user, errors: [] };
}
