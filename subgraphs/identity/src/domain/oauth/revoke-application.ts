import { isId, type Caller, type Mutate } from '@conea/platform';
import { requireSession } from '../create-api-key.ts';
import type { EndSessions } from '../session-end.ts';
import { userErrors, type NotFound } from '../user-errors.ts';
import type { AuthorizationRequestStore } from './authorization-request.ts';
import type { ConsentStore } from './consent.ts';

export type RevokeApplicationParts = {
  mutate: Mutate;
  consents: ConsentStore;
  authorizationRequests: AuthorizationRequestStore;
  endSessions: EndSessions;
  clock: () => Date;
};

/** Takes everything from an application that the caller let it have; answers why it has it still, or null. Throws FORBIDDEN for whoever has no session of their own. */
export function createRevokeApplication(parts: RevokeApplicationParts) {
  const { mutate, consents, authorizationRequests, endSessions, clock } = parts;
  return (caller: Caller, clientId: string): Promise<NotFound | null> =>
    mutate<NotFound | null>(caller, { action: 'authorization.revoke', input: { clientId } }, async (tx, emit) => {
      const { id: userId } = requireSession(caller);
      if (!isId('oac', clientId) || !(await consents.forget(tx, userId, clientId)))
        return { result: userErrors.noSuchApplication(), resource: null, isRefused: true };
      await authorizationRequests.endCodes(tx, userId, clientId, clock());
      await endSessions(tx, emit, { userId, clientId }, 'revoked_by_user');
      emit({ type: 'authorization.revoked', subject: clientId, data: { userId } });
      return { result: null, resource: { type: 'OauthClient', id: clientId } };
    });
}
