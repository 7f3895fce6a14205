import {
  EnvelopeError,
  appendToOutbox,
  auditEvent,
  newId,
  platformTenant,
  type Database,
  type Transaction,
} from '@conea/platform';
import type { ColumnSeal } from '../domain/column-seal.ts';
import { createGraceBegin } from '../domain/deletion.ts';
import { purgedEvent, type ErasureStore, type NewErasure } from '../domain/erasure.ts';
import type { UserStore } from '../domain/user.ts';
import { doing } from '../store/across-organizations.ts';
import { dueAccounts, dueOrganizations, purgeAccount, purgeOrganization } from '../store/purge-store.ts';

const batchSize = 20;

export type DeletionPurgeParts = {
  database: Database;
  users: Pick<UserStore, 'getAccount'>;
  erasures: ErasureStore;
  /** Keeps the last address of a person until all is erased. */
  addressSeal: ColumnSeal;
};

/**
 * Deletes for good what was deleted longer ago than it can be restored, in small transactions, each of which tells what it did and has all domains erase:
 * it can end anywhere, and whoever comes next goes on. Answers how many accounts and organizations were purged.
 */
export async function purgeDeleted(
  parts: DeletionPurgeParts,
  graceDays: number,
  now: Date,
): Promise<{ purgedAccounts: number; purgedOrganizations: number }> {
  const before = createGraceBegin(graceDays)(now);
  const each = async (purge: (tx: Transaction) => Promise<NewErasure[]>) => {
    for (let purged = 0; ;) {
      const count = await doing(parts.database, 'hourly.purge').transaction(async (tx) => {
        const done = await purge(tx);
        await parts.erasures.add(tx, done);
        for (const erasure of done)
          for (const tenantId of erasure.organizationIds.length > 0 ? erasure.organizationIds : [platformTenant])
            await appendToOutbox(tx, 'identity', tenantId, announce(erasure));
        return done.length;
      });
      purged += count;
      if (count < batchSize) return purged;
    }
  };
  const purgedOrganizations = await each(async (tx) => {
    const ids = await dueOrganizations(tx, before, batchSize);
    for (const id of ids) await purgeOrganization(tx, id);
    return ids.map((id) => ({
      ...{ id: newId('ers'), subject: { type: 'Organization', id }, organizationIds: [id] },
      ...{ requestedAt: now, sealedAddress: null },
    }));
  });
  const purgedAccounts = await each(async (tx) => {
    const erasures: NewErasure[] = [];
    for (const person of await dueAccounts(tx, before, batchSize)) {
      erasures.push(await toErasure(parts, tx, person, now));
      await purgeAccount(tx, person.id);
    }
    return erasures;
  });
  return { purgedAccounts, purgedOrganizations };
}

async function toErasure(
  { users, addressSeal }: DeletionPurgeParts,
  tx: Transaction,
  { id: userId, organizationIds }: { id: string; organizationIds: readonly string[] },
  now: Date,
): Promise<NewErasure> {
  const id = newId('ers');
  // Whose address cannot be read is purged all the same, with nobody left to tell.
  const account = await users.getAccount(userId, tx).catch((error: unknown) => {
    if (error instanceof EnvelopeError) return null;
    throw error;
  });
  const sealedAddress = account && (await addressSeal.seal(id, account.email.address));
  return { id, subject: { type: 'User', id: userId }, organizationIds, requestedAt: now, sealedAddress };
}

function announce({ id, subject }: NewErasure) {
  const action = subject.type === 'User' ? 'user.purge' : 'organization.purge';
  return [
    purgedEvent({ id, subject }),
    auditEvent(nobody, { action }, { resource: subject, metadata: { erasureId: id } }),
  ];
}

// The time has come that was said when it was deleted.
const nobody = { requestId: 'hourly', ip: null, userAgent: null, user: null };
