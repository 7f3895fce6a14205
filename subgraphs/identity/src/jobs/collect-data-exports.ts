import { setTimeout as wait } from 'node:timers/promises';
import {
  appendToOutbox,
  consumePages,
  requestPage,
  type Database,
  type EventLog,
  type Logger,
  type PersonalDataPage,
  type Transaction,
} from '@conea/platform';
import type { AccountMails } from '../domain/account-mails.ts';
import type { DataExportLimits } from '../domain/data-export.ts';
import { daysAfter, type MailQueue } from '../domain/mail.ts';
import type { UserStore } from '../domain/user.ts';
import { doing } from '../store/across-organizations.ts';
import { dataExportProgress as progress, type OpenDomain } from '../store/data-export-progress.ts';

export type CollectingParts = {
  database: Database;
  eventLog: EventLog;
  users: Pick<UserStore, 'getAccount'>;
  mail: MailQueue;
  mails: AccountMails;
  dataExportLimits: DataExportLimits;
  clock: () => Date;
  log: Logger;
  /** Milliseconds between two looks for domains to be asked; default 2,000. */
  pause?: number;
};

const atOnce = 100;

/**
 * Asks domains for the pages of exports and takes what they answer. Where each export stands is in the database: whoever is killed leaves it to the next
 * one, and what got lost on the way is asked for again.
 */
export function startDataExports(parts: CollectingParts): { stop(): Promise<void> } {
  const { eventLog, log, pause = 2_000 } = parts;
  const consumer = consumePages(eventLog, 'identity', async (page) => {
    await takePage(parts, page);
    await askDomains(parts);
  });
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async () => {
    while (!signal.aborted) {
      await askDomains(parts).catch((err: unknown) => log.warn({ err }, 'domains not asked for personal data'));
      await wait(pause, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([consumer.stop(), running]);
    },
  };
}

/** Asks those whose time has come. */
export async function askDomains({ database, eventLog, clock }: CollectingParts): Promise<void> {
  const due = await doing(database, 'data_export.collect').transaction((tx) => progress.markDue(tx, clock(), atOnce));
  for (const { asked, expiresAt, ...request } of due) {
    const id = [request.exportId, request.domain, request.page, asked].join('/');
    await requestPage(eventLog, { ...request, id, expiresAt: expiresAt.toISOString() });
  }
}

/** Keeps a page that is the next one of its domain; one that came before, or too late, is none. */
export async function takePage(parts: CollectingParts, page: PersonalDataPage): Promise<void> {
  const { database, dataExportLimits: limits, clock } = parts;
  await doing(database, 'data_export.collect').transaction(async (tx) => {
    const now = clock();
    const open = await progress.lock(tx, page, now);
    if (!open || open.nextPage !== page.page) return;
    const isEmpty = page.byteSize === 0;
    if (!isEmpty) await progress.addPage(tx, page);
    const pageCount = open.pageCount + (isEmpty ? 0 : 1);
    const isCutOff = page.next !== null && pageCount >= limits.pages;
    const isLast = page.next === null || isCutOff;
    const recordCounts = sumOf(open.recordCounts, page.recordCounts);
    await progress.advance(tx, page, { pageCount, recordCounts, isLast, isCutOff }, now);
    if (isLast) await finish(parts, tx, page.exportId, open, now);
  });
}

async function finish(
  { users, mail, mails, dataExportLimits: { keptDays } }: CollectingParts,
  tx: Transaction,
  exportId: string,
  { userId, organizationId }: OpenDomain,
  now: Date,
): Promise<void> {
  const expiresAt = daysAfter(now, keptDays);
  if (!(await progress.complete(tx, exportId, now, expiresAt))) return;
  const event = { type: 'data_export.completed', subject: exportId, data: { userId } };
  await appendToOutbox(tx, 'identity', organizationId, [event]);
  const { email, deletedAt } = await users.getAccount(userId, tx);
  if (!deletedAt) await mail.send(tx, mails.dataExportReady({ to: email.address, expiresAt }));
}

type Counts = Readonly<Record<string, number>>;

function sumOf(earlier: Counts, more: Counts): Counts {
  const sums: Record<string, number> = { ...earlier };
  for (const [kind, count] of Object.entries(more)) sums[kind] = (sums[kind] ?? 0) + count;
  return sums;
}
