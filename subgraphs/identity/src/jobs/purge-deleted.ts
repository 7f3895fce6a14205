import { appendToOutbox, auditEvent, platformTenant, type Database, type Transaction } from '@conea/platform';
import { createGraceBegin } from '../domain/deletion.ts';
import { doing } from '../store/across-organizations.ts';
import { dueAccounts, dueOrganizations, purgeAccount, purgeOrganization } from '../store/purge-store.ts';

const batchSize = 20;

/** What was purged, and which organizations are told of it. */
type Purged = { id: string; organizationIds: readonly string[] };

/**
 * Deletes for good what was deleted longer ago than it can be restored, in small transactions, each of which tells what it did: it can end
 * anywhere, and whoever comes next goes on. Answers how many accounts and organizations were purged.
 */
export async function purgeDeleted(
  database: Database,
  graceDays: number,
  now: Date,
): Promise<{ purgedAccounts: number; purgedOrganizations: number }> {
  const before = createGraceBegin(graceDays)(now);
  const each = async (purge: (tx: Transaction) => Promise<Purged[]>, announce: typeof announceUser) => {
    for (let purged = 0; ;) {
      const count = await doing(database, 'hourly.purge').transaction(async (tx) => {
        const done = await purge(tx);
        for (const { id, organizationIds } of done)
          for (const tenantId of organizationIds.length > 0 ? organizationIds : [platformTenant])
            await appendToOutbox(tx, 'identity', tenantId, announce(id));
        return done.length;
      });
      purged += count;
      if (count < batchSize) return purged;
    }
  };
  const purgedOrganizations = await each(async (tx) => {
    const ids = await dueOrganizations(tx, before, batchSize);
    for (const id of ids) await purgeOrganization(tx, id);
    return ids.map((id) => ({ id, organizationIds: [id] }));
  }, announceOrganization);
  const purgedAccounts = await each(async (tx) => {
    const due = await dueAccounts(tx, before, batchSize);
    for (const { id } of due) await purgeAccount(tx, id);
    return due;
  }, announceUser);
  return { purgedAccounts, purgedOrganizations };
}

const announceUser = (id: string) => [
  { type: 'user.purged', subject: id, data: {} },
  auditEvent(nobody, { action: 'user.purge' }, { resource: { type: 'User', id } }),
];

const announceOrganization = (id: string) => [
  { type: 'organization.purged', subject: id, data: {} },
  auditEvent(nobody, { action: 'organization.purge' }, { resource: { type: 'Organization', id } }),
];

// The time has come that was said when it was deleted.
const nobody = { requestId: 'hourly', ip: null, userAgent: null, user: null };
