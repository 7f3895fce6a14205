import { newId, type Caller, type DomainEvent, type Transaction } from '@conea/platform';
import type { RefreshKey } from './keyring.ts';
import type { LoginScope } from './login-scope.ts';
import { deriveRefreshToken, hashRefreshToken, sessionSeconds } from './refresh-token.ts';
import type { SessionStore } from './session.ts';
import type { TokenReference } from './session-tokens.ts';

/** Who starts a session, where, when, and the key of its refresh tokens. */
export type SessionStart = {
  caller: Caller;
  userId: string;
  organizationId: string;
  /** How they proved who they are (RFC 8176). */
  methods: string[];
  refreshKey: RefreshKey;
  now: Date;
  /** What the session may do at most; whatever the role permits when it is left out. */
  scopes?: LoginScope[] | null;
};

/** Stores a new session with its first refresh token, and adds the event of a sign-in. Whether there may be one is decided before: by `AdmitToSession`. */
export async function startSession(
  tx: Transaction,
  emit: (event: DomainEvent) => void,
  sessions: SessionStore,
  { caller, userId, organizationId, methods, refreshKey, now, scopes = null }: SessionStart,
): Promise<TokenReference> {
  const id = newId('ses');
  const expiresAt = new Date(now.getTime() + sessionSeconds * 1000);
  const origin = { ipAddress: caller.ip, userAgent: caller.userAgent };
  await sessions.create(tx, { id, userId, organizationId, createdAt: now, expiresAt, methods, scopes, ...origin });
  emit({ type: 'user.signed_in', subject: userId, data: { organizationId } });
  return appendRefreshToken(tx, sessions, { sessionId: id, generation: 0 }, refreshKey, now);
}

/** Stores the hash of the refresh token of a new generation. */
export async function appendRefreshToken(
  tx: Transaction,
  sessions: SessionStore,
  { sessionId, generation }: TokenReference,
  refreshKey: RefreshKey,
  now: Date,
): Promise<TokenReference> {
  const tokenHash = hashRefreshToken(deriveRefreshToken(refreshKey.secret, sessionId, generation));
  if (!tokenHash) throw new Error('a derived refresh token has not the form of one');
  await sessions.addRefreshToken(tx, { sessionId, generation, tokenHash, keyId: refreshKey.id, createdAt: now });
  return { sessionId, generation };
}
