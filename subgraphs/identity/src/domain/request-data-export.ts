import { createExportKeys, newId, type Caller, type Effect, type Mutate } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import { createColumnSeal, type Seals } from './column-seal.ts';
import { requireSession } from './create-api-key.ts';
import { collectingDays, exportedDomains, type DataExportLimits, type DataExportStore } from './data-export.ts';
import { daysAfter, type MailQueue } from './mail.ts';
import type { RequireRecentProof } from './step-up.ts';
import type { UserStore } from './user.ts';
import { userErrors, type DataExportPending, type TooManyAttempts } from './user-errors.ts';

export type RequestDataExportOutcome =
  { isDone: true; id: string } | { isDone: false; error: DataExportPending | TooManyAttempts };

export type RequestDataExportParts = {
  mutate: Mutate;
  users: UserStore;
  dataExports: DataExportStore;
  dataExportLimits: DataExportLimits;
  seals: Seals;
  mail: MailQueue;
  mails: AccountMails;
  requireRecentProof: RequireRecentProof;
  clock: () => Date;
};

type Requested = { id: string } | { error: DataExportPending } | { retryAt: string };

export const exportKeyPlace = { table: 'data_exports', column: 'sealed_private_key' } as const;

const day = 86_400_000;

/** Has everything about the caller collected: one at a time, a few in a day. The caller is told by mail, so that nobody does it in their place unnoticed. */
export function createRequestDataExport(parts: RequestDataExportParts) {
  const { mutate, users, dataExports, dataExportLimits: limits, mail, mails, clock } = parts;
  const seal = createColumnSeal(parts.seals, exportKeyPlace);
  return async (caller: Caller, idempotencyKey?: string | null): Promise<RequestDataExportOutcome> => {
    requireSession(caller);
    const request = { action: 'data_export.request', idempotencyKey, input: {} };
    const requested = await mutate<Requested>(caller, request, async (tx, emit) => {
      const { id: userId, organizationId } = await parts.requireRecentProof(tx, caller);
      const now = clock();
      const times = await dataExports.listTimes(tx, userId, new Date(now.getTime() - day));
      const [first] = times.slice(-limits.perDay);
      if (first && times.length >= limits.perDay)
        return refuse({ retryAt: new Date(first.getTime() + day).toISOString() });
      if (await dataExports.isCollecting(tx, userId, now)) return refuse({ error: userErrors.dataExportPending() });
      const { publicKey, privateKey } = createExportKeys();
      const id = newId('dex');
      const sealedPrivateKey = await seal.seal(id, privateKey);
      const expiresAt = daysAfter(now, collectingDays);
      const dataExport = { id, userId, organizationId, publicKey, sealedPrivateKey, requestedAt: now, expiresAt };
      if (!(await dataExports.add(tx, dataExport, exportedDomains)))
        return refuse({ error: userErrors.dataExportPending() });
      const { email } = await users.getAccount(userId, tx);
      await mail.send(tx, mails.dataExportRequested(email.address, now));
      emit({ type: 'data_export.requested', subject: id, data: { userId } });
      return { result: { id }, resource: { type: 'DataExport', id } };
    });
    if ('id' in requested) return { isDone: true, id: requested.id };
    if ('error' in requested) return { isDone: false, error: requested.error };
    return { isDone: false, error: userErrors.tooManyExports(new Date(requested.retryAt)) };
  };
}

function refuse(result: Requested): Effect<Requested> {
  return { result, resource: null, isRefused: true };
}
