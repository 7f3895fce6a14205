import { z } from 'zod';
import type { Transaction } from '../database.ts';
import type { ConeaEvent } from '../event.ts';

/** A person or an organization whose data goes. */
export type ErasureSubject = { type: 'User' | 'Organization'; id: string };

/** What is to be erased, under the id that the answers and the receipt carry. */
export type ErasureRequest = { erasureId: string; subject: ErasureSubject };

/** One kind of thing that a domain holds. */
export type ErasureStep = {
  /** What the receipt calls it. */
  kind: string;
  /** Erases up to `limit` of them and answers how many; zero says that none is left. It may be repeated, and is when the transaction is. */
  erase(tx: Transaction, subject: ErasureSubject, limit: number): Promise<number>;
};

const types: Readonly<Record<string, ErasureSubject['type']>> = {
  'conea.identity.user.purged': 'User',
  'conea.identity.organization.purged': 'Organization',
};
const data = z.object({ erasureId: z.string().optional() });

/** Reads a request from an event of identity; null when it is something else. One of before there were receipts is done without one. */
export function erasureRequestOf({ type, subject, data: given }: ConeaEvent): ErasureRequest | null {
  const subjectType = types[type];
  if (subjectType === undefined) return null;
  return { erasureId: data.parse(given).erasureId ?? subject, subject: { type: subjectType, id: subject } };
}
