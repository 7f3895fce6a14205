import { ClientError, type Caller, type Effect, type Mutate } from '@conea/platform';
import { requireSession } from '../create-api-key.ts';
import type { MembershipStore } from '../membership.ts';
import { scopesOf } from '../roles.ts';
import type { SessionStore } from '../session.ts';
import { userErrors, type NotFound } from '../user-errors.ts';
import { codeSeconds, createCode, type AuthorizationRequestStore, type OpenRequest } from './authorization-request.ts';
import { redirectUrl } from './authorization-response.ts';
import type { ConsentStore } from './consent.ts';
import { scopesWithin } from './oauth-scopes.ts';

export type AuthorizationDecisionParts = {
  mutate: Mutate;
  authorizationRequests: AuthorizationRequestStore;
  consents: ConsentStore;
  memberships: MembershipStore;
  sessions: SessionStore;
  issuer: { issuer: string };
  clock: () => Date;
};

/** Where the browser goes next, or why nothing was decided. */
export type DecisionOutcome = { isDone: true; redirectUrl: string } | { isDone: false; error: NotFound };

/** What a person is shown of a request; `isConsented`: they allowed as much before. */
export type ShownRequest = OpenRequest & { isConsented: boolean };

type Decided = { request: Pick<OpenRequest, 'redirectUri' | 'state'>; isAllowed: boolean };

/** What a person does with a request of a client of their organization. Throws FORBIDDEN for whoever has no session of their own. */
export function createAuthorizationDecisions(parts: AuthorizationDecisionParts) {
  const { mutate, authorizationRequests, consents, memberships, sessions, issuer, clock } = parts;
  const find = async (caller: Caller, id: string): Promise<ShownRequest | null> => {
    const { id: userId, organizationId } = requireSession(caller);
    const request = await authorizationRequests.findOpen(organizationId, id, clock());
    if (!request) return null;
    const consent = request.asksAgain ? null : await consents.find(userId, request.clientId);
    const scopes = request.scopes.filter((scope) => request.clientScopes.includes(scope));
    return { ...request, scopes, isConsented: scopes.every((scope) => consent?.scopes.includes(scope)) };
  };
  const approve = async (caller: Caller, id: string): Promise<DecisionOutcome> => {
    const code = createCode();
    const decided = await mutate<Decided | null>(
      caller,
      { action: 'authorization.approve', input: { id } },
      async (tx, emit): Promise<Effect<Decided | null>> => {
        const { id: userId, organizationId, sessionId, scopes: own } = requireSession(caller);
        const now = clock();
        const request = await authorizationRequests.findOpen(organizationId, id, now, tx);
        const member = await memberships.find(tx, organizationId, userId);
        const proof = await sessions.findProof(tx, sessionId, now);
        if (!request || !member || !proof) return refuse(null);
        requireFreshProof(request, proof.authenticatedAt, now);
        const { clientId } = request;
        const allowed = request.scopes.filter((scope) => request.clientScopes.includes(scope));
        // A session may have less than the role.
        const scopes = scopesWithin(scopesWithin(allowed, scopesOf(member)), own);
        if (scopes.length === 0) {
          await authorizationRequests.deny(tx, id, now);
          return refuse({ request, isAllowed: false }, clientId);
        }
        const codeExpiresAt = new Date(now.getTime() + codeSeconds * 1000);
        const approval = { userId, sessionId, scopes, codeHash: code.hash, codeExpiresAt };
        if (!(await authorizationRequests.approve(tx, id, approval, now))) return refuse(null);
        await consents.remember(tx, { userId, clientId, scopes, createdAt: now });
        emit({ type: 'authorization.approved', subject: clientId, data: { userId, scopes } });
        return { result: { request, isAllowed: true }, resource: resourceOf(clientId), metadata: { scopes } };
      },
    );
    if (!decided) return { isDone: false, error: userErrors.noSuchAuthorizationRequest() };
    const { request, isAllowed } = decided;
    return {
      isDone: true,
      redirectUrl: redirectUrl(issuer, request, isAllowed ? { code: code.text } : { error: 'invalid_scope' }),
    };
  };
  const deny = async (caller: Caller, id: string): Promise<DecisionOutcome> => {
    const denied = await mutate<Decided | null>(
      caller,
      { action: 'authorization.deny', input: { id } },
      async (tx, emit): Promise<Effect<Decided | null>> => {
        const { id: userId, organizationId } = requireSession(caller);
        const now = clock();
        const request = await authorizationRequests.findOpen(organizationId, id, now, tx);
        if (!request || !(await authorizationRequests.deny(tx, id, now))) return refuse(null);
        emit({ type: 'authorization.denied', subject: request.clientId, data: { userId } });
        return { result: { request, isAllowed: false }, resource: resourceOf(request.clientId) };
      },
    );
    if (!denied) return { isDone: false, error: userErrors.noSuchAuthorizationRequest() };
    return { isDone: true, redirectUrl: redirectUrl(issuer, denied.request, { error: 'access_denied' }) };
  };
  return { find, approve, deny };
}

/** Throws STEP_UP_REQUIRED when the client asks for a fresher proof; `max_age=0` for one that is made for it. */
function requireFreshProof({ maxAge, createdAt }: OpenRequest, provenAt: Date, now: Date): void {
  if (maxAge === null || provenAt >= createdAt || now.getTime() - provenAt.getTime() <= maxAge * 1000) return;
  const why = 'This application asks you to confirm who you are with `reauthenticate` first.';
  throw new ClientError('STEP_UP_REQUIRED', why, { maxAge });
}

const resourceOf = (id: string) => ({ type: 'OauthClient', id });

function refuse(result: Decided | null, clientId?: string): Effect<Decided | null> {
  return { result, resource: clientId === undefined ? null : resourceOf(clientId), isRefused: true };
}
