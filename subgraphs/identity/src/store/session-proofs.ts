import { sql } from '@conea/platform';
import type { Proof, SessionStore } from '../domain/session.ts';

/** When and how sessions in Postgres were last proved. */
export const sessionProofs: Pick<SessionStore, 'findProof' | 'noteProof'> = {
  findProof: (tx, sessionId, now) =>
    tx.maybeOne<Proof & { isLimited: boolean }>(sql`
      select authenticated_at as "authenticatedAt", authentication_methods as methods, scopes is not null as "isLimited"
      from sessions
      where id = ${sessionId} and revoked_at is null and expires_at > ${now}`),
  noteProof: async (tx, sessionId, methods, now) =>
    (await tx.execute(sql`
      update sessions set authenticated_at = ${now}, authentication_methods = ${[...methods]}
      where id = ${sessionId} and revoked_at is null and expires_at > ${now}`)) === 1,
};
