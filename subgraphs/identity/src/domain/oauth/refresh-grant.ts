import type { Caller, Effect, Mutate, Queries } from '@conea/platform';
import type { Keyring } from '../keyring.ts';
import { createRefreshRotation, type RefreshRotationParts } from '../refresh-rotation.ts';
import { hashRefreshToken } from '../refresh-token.ts';
import { missingOf, type Missing, type SecondFactorStore } from '../second-factor.ts';
import type { Owner, Proof } from '../session.ts';
import type { GrantStore } from './grant.ts';
import { invalidGrant, type RefuseGrant } from './grant-refusal.ts';
import type { IssueGrantTokens } from './grant-tokens.ts';
import type { OauthClient } from './oauth-client.ts';
import { OauthError } from './oauth-error.ts';
import { parseScopes } from './oauth-scopes.ts';
import type { IssuedTokens } from './service-token.ts';

export type RefreshGrantParts = RefreshRotationParts & {
  mutate: Mutate;
  grants: GrantStore;
  secondFactors: SecondFactorStore;
  keyring: Keyring;
  refuseGrant: RefuseGrant;
  issueGrantTokens: IssueGrantTokens;
  clock: () => Date;
};

export type RefreshInput = { refreshToken: string; scope: string | null };

const action = 'authorization.refresh';

/** Exchanges a refresh token of the client (RFC 6749, section 6), by the rotation of all sessions. What the organization asks of its members by now counts too. */
export function createRefreshGrant(parts: RefreshGrantParts) {
  const { mutate, grants, secondFactors, keyring, clock } = parts;
  const rotate = createRefreshRotation(parts);
  const admit = (queries: Queries, now: Date) => async (owner: Owner & Proof) => {
    const standing = await secondFactors.findStanding(queries, owner.organizationId, owner.userId);
    return { owner, obstacle: missingOf(standing, owner.methods, now) };
  };
  return async (caller: Caller, client: OauthClient, input: RefreshInput): Promise<IssuedTokens> => {
    const now = clock();
    const tokenHash = hashRefreshToken(input.refreshToken);
    const holder = tokenHash && (await grants.findHolder(tokenHash, now));
    if (!tokenHash || !holder || holder.clientId !== client.id) return parts.refuseGrant(caller, client, action);
    const asked = input.scope === null ? holder.scopes : parseScopes(input.scope);
    if (!asked || asked.some((scope) => !holder.scopes?.includes(scope)))
      throw new OauthError('invalid_scope', 'These scopes were not granted.');
    const { refreshKey } = await keyring.current();
    const presented = { tokenHash, clientId: client.id, refreshKey, now };
    const { userId, organizationId, sessionId: grantId } = holder;
    const generation = await mutate<number | null>(
      caller,
      { action, input: null },
      async (tx, emit): Promise<Effect<number | null>> => {
        const rotation = await rotate<Missing>(tx, emit, presented, admit(tx, now));
        const known = { resource: { type: 'OauthClient', id: client.id }, actor: { id: userId, organizationId } };
        const metadata = { grantId };
        if (!rotation.isDone) return { ...known, result: null, isRefused: true, metadata };
        return { ...known, result: rotation.generation, metadata };
      },
    );
    if (generation === null) throw invalidGrant();
    return parts.issueGrantTokens({ grantId, generation, asked });
  };
}
