import { ClientError, type Caller, type Effect, type Mutate } from '@conea/platform';
import { requireSession } from '../create-api-key.ts';
import type { MembershipStore } from '../membership.ts';
import { scopesOf } from '../roles.ts';
import type { SessionStore } from '../session.ts';
import { userErrors, type InvalidInput, type NotFound } from '../user-errors.ts';
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
export type DecisionOutcome<Refusal = NotFound> =
  { isDone: true; redirectUrl: string } | { isDone: false; error: Refusal };

/** Which request, and what of it the person allows; all of it when it is left out. */
export type ApproveInput = { requestId: string; scopes?: readonly string[] | null | undefined };

/** What a person is shown of a request; `isConsented`: they allowed as much before. */
export type ShownRequest = OpenRequest & { isConsented: boolean };

type Refused = { error: NotFound | InvalidInput };
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
  const approve = async (caller: Caller, input: ApproveInput): Promise<DecisionOutcome<Refused['error']>> => {
    const code = createCode();
    const { requestId: id, scopes: chosen = null } = input;
    const decided = await mutate<Decided | Refused>(
      caller,
      { action: 'authorization.approve', input: { id, scopes: chosen && [...chosen] } },
      async (tx, emit): Promise<Effect<Decided | Refused>> => {
        const { id: userId, organizationId, sessionId, scopes: own } = requireSession(caller);
        const now = clock();
        const request = await authorizationRequests.findOpen(organizationId, id, now, tx);
        const member = await memberships.find(tx, organizationId, userId);
        const proof = await sessions.findProof(tx, sessionId, now);
        if (!request || !member || !proof) return refuse({ error: userErrors.noSuchAuthorizationRequest() });
        requireFreshProof(request, proof.authenticatedAt, now);
        const { clientId } = request;
        const asked = request.scopes.filter((scope) => request.clientScopes.includes(scope));
        const problem = chosen && problemOf(chosen, asked);
        if (problem) return refuse({ error: problem }, clientId);
        const allowed = chosen ? asked.filter((scope) => chosen.includes(scope)) : asked;
        // A session may have less than the role.
        const scopes = scopesWithin(scopesWithin(allowed, scopesOf(member)), own);
        if (scopes.length === 0) {
          await authorizationRequests.deny(tx, id, now);
          return refuse({ request, isAllowed: false }, clientId);
        }
        const codeExpiresAt = new Date(now.getTime() + codeSeconds * 1000);
        const approval = { userId, sessionId, scopes, codeHash: code.hash, codeExpiresAt };
        if (!(await authorizationRequests.approve(tx, id, approval, now)))
          return refuse({ error: userErrors.noSuchAuthorizationRequest() });
        await consents.remember(tx, { userId, clientId, scopes, createdAt: now });
        emit({ type: 'authorization.approved', subject: clientId, data: { userId, scopes } });
        return { result: { request, isAllowed: true }, resource: resourceOf(clientId), metadata: { scopes } };
      },
    );
    if ('error' in decided) return { isDone: false, error: decided.error };
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

/** Nobody allows a client what it has not asked for: what is misspelt would be missing unseen. */
function problemOf(chosen: readonly string[], asked: readonly string[]): InvalidInput | null {
  const isWithin = chosen.length > 0 && chosen.every((scope) => asked.includes(scope));
  return isWithin ? null : userErrors.invalidInput('scopes', 'Choose among the scopes of the request, at least one.');
}

function refuse<Result extends Decided | Refused | null>(result: Result, clientId?: string): Effect<Result> {
  return { result, resource: clientId === undefined ? null : resourceOf(clientId), isRefused: true };
}
