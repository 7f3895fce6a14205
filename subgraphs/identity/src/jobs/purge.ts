import type { Database, Logger } from '@conea/platform';
import { sessionSeconds } from '../domain/refresh-token.ts';
import { placeDays } from '../domain/sign-in-notice.ts';
import { createAttemptStore } from '../store/attempt-store.ts';
import { createAuthorizationRequestStore } from '../store/authorization-request-store.ts';
import { createChallengeStore } from '../store/challenge-store.ts';
import { createClientAssertionStore } from '../store/client-assertion-store.ts';
import { deleteEndedInvitations } from '../store/invitation-store.ts';
import { createMailCountStore } from '../store/mail-count-store.ts';
import { deleteOverRedirects } from '../store/redirect-step-store.ts';
import { createPasskeyChallengeStore } from '../store/passkey-challenge-store.ts';
import { createRevocationStore } from '../store/revocation-store.ts';
import { createServiceTokenStore } from '../store/service-token-store.ts';
import { createSessionStore } from '../store/session-store.ts';
import { deleteKeysOfNobody } from '../store/person-keys.ts';
import { createSignInPlaceStore } from '../store/sign-in-place-store.ts';
import { deleteEndedTokens } from '../store/token-store.ts';
import { endDataExports } from './end-data-exports.ts';

export type PurgeParts = { database: Database; clock: () => Date; log: Logger };

const hour = 3_600_000;
const day = 24 * hour;
const keptAfterEnd = 7 * day;
const invitationsKept = 30 * day;

/** Deletes sessions, challenges and mailed tokens a week after their end, invitations a month after theirs, and sign-in attempts, mails and revocations that no longer count. */
export async function purge({ database, clock, log }: PurgeParts): Promise<void> {
  const now = clock();
  const dayAgo = new Date(now.getTime() - day);
  // As long as what a code was worth may go on, a second use of it is known.
  const sessionAgo = new Date(now.getTime() - keptAfterEnd - sessionSeconds * 1000);
  const weekAgo = new Date(now.getTime() - keptAfterEnd);
  const deleted = {
    expiredSessions: await createSessionStore(database).deleteExpired(weekAgo),
    endedTokens: await deleteEndedTokens(database, weekAgo),
    endedChallenges: await createChallengeStore(database).deleteEnded(weekAgo),
    endedServiceTokens: await createServiceTokenStore(database).deleteExpired(now),
    endedAssertions: await createClientAssertionStore(database).deleteExpired(now),
    oldAuthorizations: await createAuthorizationRequestStore(database).deleteOld(dayAgo, sessionAgo),
    endedInvitations: await deleteEndedInvitations(database, new Date(now.getTime() - invitationsKept)),
    forgottenAttempts: await createAttemptStore(database).deleteForgotten(now),
    forgottenMails: await createMailCountStore(database).deleteBefore(new Date(now.getTime() - hour)),
    overRevocations: await createRevocationStore(database).deleteOver(),
    forgottenPlaces: await createSignInPlaceStore(database).deleteForgotten(new Date(now.getTime() - placeDays * day)),
    overRedirects: await deleteOverRedirects(database, now),
    keysOfNobody: await deleteKeysOfNobody(database),
    endedDataExports: await endDataExports(database, now),
    unansweredPasskeys: await createPasskeyChallengeStore(database).deleteExpired(now),
  };
  log.info(deleted, 'old sessions purged');
}
