import type { CallerUser } from '@conea/platform';
import { isRefusal, type Credentials, type Identify } from '../stages/identify.ts';

/** Why credentials are not good any longer. */
export type CredentialsEnd = 'expired' | 'revoked';

export type WatchCredentials = (
  credentials: Credentials,
  user: CallerUser | null,
  onEnd: (reason: CredentialsEnd) => void,
) => () => void;

/** The longest that a timer of Node can wait. */
const maxDelay = 2 ** 31 - 1;

/**
 * Follows the credentials of a connection that outlives a request: calls `onEnd` when the token expires or the API key is revoked, which
 * is looked up every `revalidateAfter` milliseconds. The answer ends the watch.
 */
export function createCredentialsWatch(identify: Identify, revalidateAfter: number): WatchCredentials {
  return (credentials, user, onEnd) => {
    if (user === null) return () => undefined;
    const delay = Math.min(maxDelay, Math.max(0, user.expiresAt * 1000 - Date.now()));
    const expiry = setTimeout(() => onEnd('expired'), delay);
    const check = () =>
      identify(credentials).catch((error: unknown) => {
        if (isRefusal(error)) onEnd('revoked');
      });
    const looks = credentials.apiKey === undefined ? undefined : setInterval(() => void check(), revalidateAfter);
    return () => {
      clearTimeout(expiry);
      clearInterval(looks);
    };
  };
}
