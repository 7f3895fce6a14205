import { appendToOutbox, type Database } from '@conea/platform';
import type { AccountMails } from '../domain/account-mails.ts';
import type { MailQueue } from '../domain/mail.ts';
import type { UserStore } from '../domain/user.ts';
import { doing } from '../store/across-organizations.ts';
import { createApiKeyStore } from '../store/api-key-store.ts';

const batchSize = 500;

export type ExpiryWarningParts = {
  database: Database;
  users: Pick<UserStore, 'getAccount'>;
  mail: MailQueue;
  mails: AccountMails;
};

/** Tells of keys that end within 14, 7 and 1 days, of each once, by a mail to the owner, or to the admins for a service account, and the event `api_key.expires_soon`; answers of how many. */
export async function warnOfExpiry({ database, users, mail, mails }: ExpiryWarningParts, now: Date): Promise<number> {
  const store = createApiKeyStore(database);
  for (let warned = 0; ;) {
    const keys = await doing(database, 'api_key.warn').transaction(async (tx) => {
      const ending = await store.markEnding(tx, now, batchSize);
      for (const { id, organizationId, userId, toldIds, daysLeft, ...key } of ending) {
        const event = { type: 'api_key.expires_soon', subject: id, data: { userId, daysLeft } };
        await appendToOutbox(tx, 'identity', organizationId, [event]);
        for (const toldId of toldIds) {
          const { email } = await users.getAccount(toldId, tx);
          await mail.send(tx, mails.apiKeyEnds(email.address, { ...key, daysLeft }, now));
        }
      }
      return ending;
    });
    warned += keys.length;
    if (keys.length < batchSize) return warned;
  }
}
