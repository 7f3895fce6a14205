import { appendToOutbox, parseErasureAnswer, platformTenant } from '@conea/platform';
import type { ConeaEvent, Database, EventLog, Transaction } from '@conea/platform';
import type { ColumnSeal } from '../domain/column-seal.ts';
import { createErasureMail } from '../domain/erasure-mail.ts';
import { signErasureReceipt } from '../domain/erasure-receipt.ts';
import { erasingDomains, missingDomains, type ErasureStore } from '../domain/erasure.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { MailQueue } from '../domain/mail.ts';
import { doing } from '../store/across-organizations.ts';

export type ErasureCollectionParts = {
  database: Database;
  eventLog: EventLog;
  erasures: ErasureStore;
  keyring: Pick<Keyring, 'current'>;
  addressSeal: ColumnSeal;
  mail: MailQueue;
  issuer: string;
  /** Where the keys are that receipts are verified with. */
  keySetUrl: string;
  clock: () => Date;
};

/**
 * Keeps what the domains answer. The transaction that keeps the last answer signs the receipt, mails it to the last address of a person and forgets that
 * address; so it may die at any time, and be told anything twice.
 */
export function startErasureCollection(parts: ErasureCollectionParts): () => Promise<void> {
  const consumers = erasingDomains.map((domain) =>
    parts.eventLog.consume(domain, 'identity-erasure-answers', (event) => collectAnswer(parts, event)),
  );
  return async () => {
    await Promise.all(consumers.map((consumer) => consumer.stop()));
  };
}

async function collectAnswer(parts: ErasureCollectionParts, event: ConeaEvent): Promise<void> {
  const answer = parseErasureAnswer(event);
  if (!answer) return;
  const { erasureId: id, domain, counts, kept } = answer;
  // Before there is a transaction: it may have to read the keys.
  const { signer } = await parts.keyring.current();
  await doing(parts.database, 'erasure.follow').transaction(async (tx) => {
    const { erasures, issuer, clock } = parts;
    if (!(await erasures.lockOpen(tx, id))) return;
    await erasures.addAnswer(tx, id, domain, { erasedAt: event.time, counts, kept });
    const erasure = await erasures.lockOpen(tx, id);
    if (!erasure || missingDomains(erasure).length > 0) return;
    const receipt = await signErasureReceipt(issuer, signer, erasure, clock());
    await erasures.complete(tx, id, receipt, clock());
    if (erasure.sealedAddress !== null) await mailReceipt(parts, tx, { ...erasure, receipt }, erasure.sealedAddress);
    const owners = erasure.organizationIds.length > 0 ? erasure.organizationIds : [platformTenant];
    const completed = { type: 'erasure.completed', subject: id, data: { subjectType: erasure.subject.type } };
    for (const tenantId of owners) await appendToOutbox(tx, 'identity', tenantId, [completed]);
  });
}

async function mailReceipt(
  { addressSeal, mail, keySetUrl, clock }: ErasureCollectionParts,
  tx: Transaction,
  erasure: { id: string; answers: Parameters<typeof createErasureMail>[1]['answers']; receipt: string },
  sealedAddress: string,
): Promise<void> {
  const address = await addressSeal.open(erasure.id, sealedAddress);
  await mail.send(tx, createErasureMail(address, erasure, erasure.receipt, keySetUrl, clock()));
}
