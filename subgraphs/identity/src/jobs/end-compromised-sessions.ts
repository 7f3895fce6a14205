import { appendToOutbox, type Database } from '@conea/platform';
import { doing } from '../store/across-organizations.ts';
import { endSessionsOfRevokedKeys } from '../store/compromised-sessions.ts';

const batchSize = 500;

/** Ends the sessions that go on by refresh tokens of revoked keys: those tokens are refused already. Answers how many. */
export async function endCompromisedSessions(database: Database): Promise<number> {
  for (let ended = 0; ;) {
    const sessions = await doing(database, 'session.end_compromised').transaction(async (tx) => {
      const found = await endSessionsOfRevokedKeys(tx, batchSize);
      for (const { id, organizationId } of found) {
        const event = { type: 'session.revoked', subject: id, data: { reason: 'key_compromised' } };
        await appendToOutbox(tx, 'identity', organizationId, [event]);
      }
      return found;
    });
    ended += sessions.length;
    if (sessions.length < batchSize) return ended;
  }
}
