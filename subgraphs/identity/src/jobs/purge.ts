import type { Database, Logger } from '@conea/platform';
import { placeDays } from '../domain/sign-in-notice.ts';
import { createAttemptStore } from '../store/attempt-store.ts';
import { createChallengeStore } from '../store/challenge-store.ts';
import { createInvitationStore } from '../store/invitation-store.ts';
import { createMailCountStore } from '../store/mail-count-store.ts';
import { createRedirectStepStore } from '../store/redirect-step-store.ts';
import { createPasskeyChallengeStore } from '../store/passkey-challenge-store.ts';
import { createRevocationStore } from '../store/revocation-store.ts';
import { createServiceTokenStore } from '../store/service-token-store.ts';
import { createSessionStore } from '../store/session-store.ts';
import { createSignInPlaceStore } from '../store/sign-in-place-store.ts';
import { createTokenStore } from '../store/token-store.ts';

export type PurgeParts = { database: Database; clock: () => Date; log: Logger };

const hour = 3_600_000;
const day = 24 * hour;
const keptAfterEnd = 7 * day;
const invitationsKept = 30 * day;

/** Deletes sessions, challenges and mailed tokens a week after their end, invitations a month after theirs, and sign-in attempts, mails and revocations that no longer count. */
export async function purge({ database, clock, log }: PurgeParts): Promise<void> {
  const now = clock();
  const weekAgo = new Date(now.getTime() - keptAfterEnd);
  const [
    expiredSessions,
    endedTokens,
    endedChallenges,
    endedServiceTokens,
    endedInvitations,
    unansweredPasskeys,
    forgottenAttempts,
    forgottenMails,
    overRevocations,
    forgottenPlaces,
    overRedirects,
  ] = await Promise.all([
    createSessionStore(database).deleteExpired(weekAgo),
    createTokenStore(database).deleteEnded(weekAgo),
    createChallengeStore(database).deleteEnded(weekAgo),
    createServiceTokenStore(database).deleteExpired(now),
    createInvitationStore(database).deleteEnded(new Date(now.getTime() - invitationsKept)),
    createPasskeyChallengeStore(database).deleteExpired(now),
    createAttemptStore(database).deleteForgotten(now),
    createMailCountStore(database).deleteBefore(new Date(now.getTime() - hour)),
    createRevocationStore(database).deleteOver(),
    createSignInPlaceStore(database).deleteForgotten(new Date(now.getTime() - placeDays * day)),
    createRedirectStepStore(database).deleteOver(now),
  ]);
  const deleted = {
    expiredSessions,
    endedTokens,
    endedChallenges,
    endedServiceTokens,
    endedInvitations,
    unansweredPasskeys,
    forgottenAttempts,
    forgottenMails,
    overRevocations,
    forgottenPlaces,
    overRedirects,
  };
  log.info(deleted, 'old sessions purged');
}
