import type { PersonalDataRequest, Queries, Transaction } from '@conea/platform';

/** Who holds something about people: each is asked. */
export const exportedDomains = ['identity', 'integration', 'ai', 'data', 'analytics'] as const;

/** How much there may be of it, and for how long. */
export type DataExportLimits = {
  /** How many a person may ask for in 24 hours. */
  perDay: number;
  /** Days for which a complete one can be read. */
  keptDays: number;
  /** Minutes after which a domain that does not answer is called overdue. */
  overdueMinutes: number;
  /** Pages of one domain; what is beyond them is cut off, and said to be. */
  pages: number;
};

export const dataExportLimits: DataExportLimits = { perDay: 2, keptDays: 7, overdueMinutes: 60, pages: 1_000 };

/** Days in which domains may answer: within a month it is complete or asked for anew (GDPR, Art. 12). */
export const collectingDays = 30;

export type DataExport = {
  id: string;
  userId: string;
  requestedAt: Date;
  completedAt: Date | null;
  expiresAt: Date;
  /** In the order of `exportedDomains`; empty when it has expired. */
  domains: readonly DomainProgress[];
};

export type DomainProgress = {
  domain: string;
  completedAt: Date | null;
  lastAnswerAt: Date | null;
  pageCount: number;
  recordCounts: Readonly<Record<string, number>>;
  isCutOff: boolean;
};

export type DataExportStatus = 'COLLECTING' | 'READY' | 'EXPIRED';
export type DomainStatus = 'COLLECTING' | 'OVERDUE' | 'COMPLETE';

export function statusOf({ completedAt, expiresAt }: DataExport, now: Date): DataExportStatus {
  if (expiresAt <= now) return 'EXPIRED';
  return completedAt ? 'READY' : 'COLLECTING';
}

export function domainStatusOf(
  { completedAt, lastAnswerAt }: DomainProgress,
  { requestedAt }: Pick<DataExport, 'requestedAt'>,
  { overdueMinutes }: Pick<DataExportLimits, 'overdueMinutes'>,
  now: Date,
): DomainStatus {
  if (completedAt) return 'COMPLETE';
  const waiting = now.getTime() - (lastAnswerAt ?? requestedAt).getTime();
  return waiting > overdueMinutes * 60_000 ? 'OVERDUE' : 'COLLECTING';
}

export type NewDataExport = Pick<DataExport, 'id' | 'userId' | 'requestedAt' | 'expiresAt'> & {
  organizationId: string;
  publicKey: string;
  sealedPrivateKey: string;
};

/** A page as it was sealed. */
export type SealedPage = { ephemeralKey: string; sealed: string };

/** What the use cases need of the stored exports. Statements find those of the person that they are bound to. */
export type DataExportStore = {
  /** Whether one of this person is being collected. */
  isCollecting(tx: Transaction, userId: string, now: Date): Promise<boolean>;
  /** False when one of this person is being collected already; one whose time is over is ended first. */
  add(tx: Transaction, dataExport: NewDataExport, domains: readonly string[]): Promise<boolean>;
  /** When those were asked for that were asked for since then, the earliest first. */
  listTimes(tx: Transaction, userId: string, since: Date): Promise<Date[]>;
  /** The latest first. */
  listOfUser(userId: string, limit: number): Promise<DataExport[]>;
  /** With what opens its pages; null unless it is complete and not over. */
  findReady(tx: Queries, userId: string, id: string, now: Date): Promise<ReadyExport | null>;
  findPage(tx: Queries, id: string, domain: string, page: number): Promise<SealedPage | null>;
};

export type ReadyExport = { dataExport: DataExport; sealedPrivateKey: string };

/** What is asked of a domain next, but for its id. */
export type DueRequest = Omit<PersonalDataRequest, 'id' | 'expiresAt'> & { asked: number; expiresAt: Date };
