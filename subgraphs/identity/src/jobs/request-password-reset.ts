import {
  appendToOutbox,
  bindPerson,
  newRandomId,
  platformTenant,
  type Database,
  type Envelope,
  type JobHandler,
  type JobQueue,
} from '@conea/platform';
import { z } from 'zod';
import type { AccountMails } from '../domain/account-mails.ts';
import { actorOf } from '../domain/actor.ts';
import type { MailQueue } from '../domain/mail.ts';
import type { MembershipStore } from '../domain/membership.ts';
import { createOneTimeToken, type TokenStore } from '../domain/one-time-token.ts';
import type { ResetRequests } from '../domain/password-reset.ts';
import type { UserStore } from '../domain/user.ts';

const name = 'request-password-reset';
const data = z.object({ requestId: z.string(), sealed: z.string() });

const placeOf = (requestId: string) => ({
  ...{ tenantId: platformTenant, table: 'pgboss.job', column: name },
  rowId: requestId,
});

/** Requests wait as jobs with the address sealed: the answer to a request takes as long for an unknown address as for a known one. */
export function createResetRequests(jobs: Pick<JobQueue, 'send'>, envelope: Envelope): ResetRequests {
  return {
    send: async (tx, emailKey) => {
      const requestId = newRandomId('req');
      await jobs.send(tx, name, { requestId, sealed: await envelope.seal(placeOf(requestId), emailKey) });
    },
  };
}

export type ResetJobParts = {
  database: Database;
  users: UserStore;
  memberships: MembershipStore;
  tokens: TokenStore;
  mail: MailQueue;
  mails: AccountMails;
  envelope: Envelope;
  clock: () => Date;
};

/** Mails the link to the user of the address, if there is one. */
export function createResetJob(parts: ResetJobParts): JobHandler<z.infer<typeof data>> {
  const { database, users, memberships, tokens, mail, mails, envelope, clock } = parts;
  return {
    name,
    data,
    concurrency: 2,
    run: async ({ requestId, sealed }) => {
      const key = await envelope.open(placeOf(requestId), sealed);
      await database.transaction(async (tx) => {
        const account = await users.findAccount(tx, key);
        if (!account) return;
        await bindPerson(tx, account.id);
        // Who is kept out everywhere gets no way in, and is told no more than a stranger.
        if (await memberships.isSuspendedEverywhere(tx, account.id)) return;
        const { id: userId, email } = account;
        const { text, token } = createOneTimeToken('reset_password', { userId, email }, clock());
        await tokens.add(tx, token);
        await mail.send(tx, mails.resetPassword({ to: email.address, token: text, expiresAt: token.expiresAt }));
        const { actor } = await actorOf(tx, memberships, userId);
        const event = { type: 'user.password_reset_requested', subject: userId, data: {} };
        if (actor) await appendToOutbox(tx, 'identity', actor.organizationId, [event]);
      });
    },
  };
}
