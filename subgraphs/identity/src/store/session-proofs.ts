import { sql } from '@conea/platform';
import type { SessionStore } from '../domain/session.ts';

/** When sessions in Postgres were last proved. */
export const sessionProofs: Pick<SessionStore, 'findProof' | 'noteProof'> = {
  findProof: async (tx, sessionId, now) => {
    const proof = await tx.maybeOne<{ at: Date }>(sql`
      select authenticated_at as at from sessions where id = ${sessionId} and revoked_at is null and expires_at > ${now}`);
    return proof?.at ?? null;
  },
  noteProof: async (tx, sessionId, methods, now) =>
    (await tx.execute(sql`
      update sessions set authenticated_at = ${now}, authentication_methods = ${[...methods]}
      where id = ${sessionId} and revoked_at is null and expires_at > ${now}`)) === 1,
};
