import {
  appendToOutbox,
  newRandomId,
  type Database,
  type JobHandler,
  type JobQueue,
  type SecretBox,
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

const contextOf = (requestId: string) => `job|${name}|${requestId}`;

/** Requests wait as jobs with the address sealed: the answer to a request takes as long for an unknown address as for a known one. */
export function createResetRequests(jobs: Pick<JobQueue, 'send'>, box: SecretBox): ResetRequests {
  return {
    send: (tx, emailKey) => {
      const requestId = newRandomId('req');
      return jobs.send(tx, name, { requestId, sealed: box.seal(emailKey, contextOf(requestId)) });
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
  box: SecretBox;
  clock: () => Date;
};

/** Mails the link to the user of the address, if there is one. */
export function createResetJob(parts: ResetJobParts): JobHandler<z.infer<typeof data>> {
  const { database, users, memberships, tokens, mail, mails, box, clock } = parts;
  return {
    name,
    data,
    concurrency: 2,
    run: async ({ requestId, sealed }) => {
      const key = box.open(sealed, contextOf(requestId)).toString('utf8');
      await database.transaction(async (tx) => {
        const account = await users.findAccount(tx, key);
        if (!account) return;
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
