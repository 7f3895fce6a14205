import type { CallerUser } from '@conea/platform';
import type { RevocationWatch } from '../authentication/revocation-watch.ts';
import { isRefusal, type Credentials, type Identify } from '../stages/identify.ts';
import { isSameCaller } from './same-caller.ts';

/** Why credentials are not good any longer: `changed` are those that stand for other rights than before. */
export type CredentialsEnd = 'expired' | 'revoked' | 'changed';

export type WatchCredentials = (
  credentials: Credentials,
  user: CallerUser | null,
  onEnd: (reason: CredentialsEnd) => void,
) => () => void;

const nothing = () => undefined;

/** The longest that a timer of Node can wait. */
const maxDelay = 2 ** 31 - 1;

/**
 * Follows the credentials of a connection that outlives a request: calls `onEnd` when the token expires or its issuer revokes it, or when the
 * API key is revoked or given another role or other scopes, which is looked up every `revalidateAfter` milliseconds. The answer ends the watch.
 */
export function createCredentialsWatch(
  identify: Identify,
  revalidateAfter: number,
  revocations: RevocationWatch | null,
): WatchCredentials {
  return (credentials, user, onEnd) => {
    if (user === null) return nothing;
    const delay = Math.min(maxDelay, Math.max(0, user.expiresAt * 1000 - Date.now()));
    const expiry = setTimeout(() => onEnd('expired'), delay);
    const check = async () => {
      try {
        if (!isSameCaller(user, await identify(credentials))) onEnd('changed');
      } catch (error) {
        // What cannot be found out now is asked again.
        if (isRefusal(error)) onEnd('revoked');
      }
    };
    const looks = credentials.apiKey === undefined ? undefined : setInterval(() => void check(), revalidateAfter);
    const unfollow = revocations?.follow(user.id, () => void check());
    // It may have been revoked since it was identified.
    if (revocations) void check();
    return () => {
      clearTimeout(expiry);
      clearInterval(looks);
      unfollow?.();
    };
  };
}
