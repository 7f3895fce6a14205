import { bindTransaction, newRandomId, type Caller, type Effect, type Mutate } from '@conea/platform';
import type { Fingerprint } from '../fingerprint.ts';
import { networkOf } from '../network.ts';
import {
  maxOpenRequests,
  requestSeconds,
  type AuthorizationRequest,
  type AuthorizationRequestStore,
} from './authorization-request.ts';
import type { OauthClient } from './oauth-client.ts';
import { OauthError } from './oauth-error.ts';

export type AskedAuthorization = Omit<AuthorizationRequest, 'id' | 'clientId' | 'createdAt' | 'expiresAt'>;

/** Keeps a request, whose parameters are checked, until somebody decides; answers its id. Throws `temporarily_unavailable` when too many of a network wait. */
export type RequestAuthorization = (caller: Caller, client: OauthClient, asked: AskedAuthorization) => Promise<string>;

export function createRequestAuthorization({
  mutate,
  authorizationRequests,
  fingerprint,
  clock,
}: {
  mutate: Mutate;
  authorizationRequests: AuthorizationRequestStore;
  fingerprint: Fingerprint;
  clock: () => Date;
}): RequestAuthorization {
  return async (caller, client, asked) => {
    const createdAt = clock();
    const expiresAt = new Date(createdAt.getTime() + requestSeconds * 1000);
    const network = fingerprint('authorization request', networkOf(caller.ip));
    const id = newRandomId('azr');
    const request = { action: 'authorization.request', input: null };
    const isKept = await mutate<boolean>(caller, request, async (tx, emit): Promise<Effect<boolean>> => {
      const known = {
        resource: { type: 'OauthClient', id: client.id },
        actor: { id: client.id, organizationId: client.organizationId },
      };
      if ((await authorizationRequests.countOpen(tx, network, createdAt)) >= maxOpenRequests)
        return { ...known, result: false, isRefused: true };
      await bindTransaction(tx, client.organizationId);
      await authorizationRequests.add(tx, { ...asked, id, clientId: client.id, createdAt, expiresAt }, network);
      emit({ type: 'authorization.requested', subject: client.id, data: { scopes: asked.scopes } });
      return { ...known, result: true };
    });
    if (!isKept) throw new OauthError('temporarily_unavailable', 'Too many requests wait for a decision.');
    return id;
  };
}
