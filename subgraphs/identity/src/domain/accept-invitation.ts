import type { Caller, Mutate } from '@conea/platform';
import { requireSession } from './create-api-key.ts';
import type { Join, JoinOutcome } from './join.ts';

/** Makes the caller a member of the organization that invited their address. Throws FORBIDDEN for a caller that has no session but a key. */
export function createAcceptInvitation({ mutate, join }: { mutate: Mutate; join: Join }) {
  return (caller: Caller, token: string): Promise<JoinOutcome> =>
    mutate<JoinOutcome>(caller, { action: 'invitation.accept', input: null }, async (tx, emit) => {
      const { id } = requireSession(caller);
      const result = await join.join(tx, emit, token, id);
      const resource = { type: 'User', id };
      if (!result.isDone) return { result, resource, isRefused: true };
      // The trail of the organization that got a member tells of it.
      return { result, resource, actor: { id, organizationId: result.organizationId } };
    });
}
