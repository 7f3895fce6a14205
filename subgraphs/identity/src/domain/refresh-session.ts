import type { Caller, DomainEvent, Effect, Mutate, Transaction } from '@conea/platform';
import type { Keyring } from './keyring.ts';
import type { MembershipStore } from './membership.ts';
import { createRefreshRotation, type RefreshRotationParts } from './refresh-rotation.ts';
import { hashRefreshToken } from './refresh-token.ts';
import { secondFactorErrors, type SecondFactorMissing } from './second-factor-errors.ts';
import type { Owner, Proof } from './session.ts';
import type { SessionObstacle, FindObstacle } from './session-obstacle.ts';
import type { TokenReference } from './session-tokens.ts';
import { userErrors, type NotFound, type SessionEnded } from './user-errors.ts';

type Refreshed = { userId: string; organizationId: string; tokens: TokenReference };

/** Whose session it is and the reference of the next tokens, or why there are none. */
export type RefreshOutcome =
  ({ isDone: true } & Refreshed) | { isDone: false; error: SessionEnded | NotFound | SecondFactorMissing };

export type RefreshSessionInput = { refreshToken: string; organizationId?: string | null | undefined };

export type RefreshSessionParts = RefreshRotationParts & {
  mutate: Mutate;
  memberships: MembershipStore;
  findObstacle: FindObstacle;
  keyring: Keyring;
  clock: () => Date;
};

type Refusal = { error: SessionEnded | NotFound } | { obstacle: SessionObstacle };
type Emit = (event: DomainEvent) => void;

/**
 * Exchanges a refresh token for its successor, in another organization of its user when one is named. A token is not used up when the
 * organization is none of its user's, or asks for another proof.
 */
export function createRefreshSession(parts: RefreshSessionParts) {
  const { mutate, sessions, memberships, findObstacle, keyring, clock } = parts;
  const rotate = createRefreshRotation(parts);
  /** The owner of the token when the organization is none of theirs. */
  const findOutsider = async (tx: Transaction, tokenHash: Buffer, organizationId: string) => {
    const presented = await sessions.findPresented(tx, tokenHash, null);
    if (!presented || (await memberships.find(tx, organizationId, presented.userId))) return null;
    return presented;
  };
  const goOn = async (tx: Transaction, emit: Emit, session: Owner & Proof, target: string | null, now: Date) => {
    const owner = { ...session, organizationId: target ?? session.organizationId };
    const obstacle = await findObstacle(tx, owner, now);
    if (obstacle || owner.organizationId === session.organizationId) return { owner, obstacle };
    await sessions.move(tx, session.sessionId, owner.organizationId);
    emit({ type: 'session.moved', subject: session.sessionId, data: { from: session.organizationId } });
    return { owner, obstacle };
  };

  return async (caller: Caller, { refreshToken, organizationId }: RefreshSessionInput): Promise<RefreshOutcome> => {
    const tokenHash = hashRefreshToken(refreshToken);
    const { refreshKey } = await keyring.current();
    const now = clock();
    const request = { action: 'session.refresh', input: null };
    const result = await mutate<Refreshed | Refusal>(caller, request, async (tx, emit) => {
      if (!tokenHash) return refuse(null);
      const target = organizationId ?? null;
      const outsider = target === null ? null : await findOutsider(tx, tokenHash, target);
      if (outsider) return refuse(outsider, { error: userErrors.noSuchOrganization() });
      const presented = { tokenHash, clientId: null, refreshKey, now };
      const rotation = await rotate<SessionObstacle>(tx, emit, presented, (session, isRepeated) =>
        goOn(tx, emit, session, isRepeated ? null : target, now),
      );
      if (rotation.isDone) return succeed(rotation.owner, rotation.generation);
      const { owner, obstacle } = rotation;
      return obstacle ? refuse(owner, { obstacle }) : refuse(owner);
    });
    if ('tokens' in result) return { isDone: true, ...result };
    return { isDone: false, error: 'error' in result ? result.error : secondFactorErrors.obstacle(result.obstacle) };
  };
}

function succeed({ sessionId, userId, organizationId }: Owner, generation: number): Effect<Refreshed> {
  const result = { userId, organizationId, tokens: { sessionId, generation } };
  return { result, resource: { type: 'Session', id: sessionId }, actor: { id: userId, organizationId } };
}

function refuse(owner: Owner | null, why: Refusal = { error: userErrors.sessionEnded() }): Effect<Refusal> {
  const refusal = { result: why, isRefused: true } as const;
  if (!owner) return { ...refusal, resource: null };
  const { sessionId, userId, organizationId } = owner;
  return { ...refusal, resource: { type: 'Session', id: sessionId }, actor: { id: userId, organizationId } };
}
