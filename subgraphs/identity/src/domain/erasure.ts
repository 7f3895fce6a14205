import type { ErasureAnswer, ErasureSubject, Keyset, PageRequest, Transaction } from '@conea/platform';

/** The domains that hold data of people and organizations. Each erases, and says so. */
export const erasingDomains = ['ai', 'analytics', 'data', 'identity', 'integration'] as const;

/** What a domain has answered, and when. */
export type DomainErasure = Pick<ErasureAnswer, 'counts' | 'kept'> & { erasedAt: string };

/** Somebody whose data goes from all domains since they were purged. */
export type Erasure = {
  id: string;
  subject: ErasureSubject;
  /** That a person was in; of an organization itself. */
  organizationIds: readonly string[];
  requestedAt: Date;
  answers: Readonly<Record<string, DomainErasure>>;
  completedAt: Date | null;
  /** Signed once all domains have answered (erasure-receipt.ts). */
  receipt: string | null;
};

/** One that not all domains have answered yet. */
export type OpenErasure = Erasure & { sealedAddress: string | null };

/** What is needed of the stored erasures. */
export type ErasureStore = {
  add(tx: Transaction, erasures: readonly NewErasure[]): Promise<void>;
  /** Locks one that is not complete; null when it is, or when there is none. */
  lockOpen(tx: Transaction, id: string): Promise<OpenErasure | null>;
  /** The first answer of a domain counts. */
  addAnswer(tx: Transaction, id: string, domain: string, answer: DomainErasure): Promise<void>;
  /** Keeps the receipt, and forgets the address. */
  complete(tx: Transaction, id: string, receipt: string, now: Date): Promise<void>;
  /** Locks some that were asked for before this time; passes over those that another process has. */
  lockOverdue(tx: Transaction, askedBefore: Date, limit: number): Promise<OpenErasure[]>;
  askAgain(tx: Transaction, id: string, now: Date): Promise<void>;
  /** How many that were requested before this time are not complete. */
  countOpen(requestedBefore: Date): Promise<number>;
};

/** Reads those of an organization; of everybody when it is null. */
export type ErasureReading = {
  page(organizationId: string | null, page: PageRequest): Promise<Erasure[]>;
  find(organizationId: string | null, id: string): Promise<Erasure | null>;
};

export function keysetOfErasure({ requestedAt, id }: Erasure): Keyset {
  return { at: requestedAt, id };
}

export type NewErasure = Pick<OpenErasure, 'id' | 'subject' | 'organizationIds' | 'requestedAt' | 'sealedAddress'>;

/** Which domains have not answered. */
export function missingDomains({ answers }: Pick<Erasure, 'answers'>): string[] {
  return erasingDomains.filter((domain) => !Object.hasOwn(answers, domain));
}

/** Where the last address of a person is sealed for its row. */
export const sealedAddressPlace = { table: 'erasure_requests', column: 'sealed_address' } as const;

/** Has all domains erase what they hold of somebody. */
export function purgedEvent({ id, subject }: Pick<Erasure, 'id' | 'subject'>) {
  const request = { subject: subject.id, data: { erasureId: id } };
  return subject.type === 'User' ? { type: 'user.purged', ...request } : { type: 'organization.purged', ...request };
}
