import { z } from 'zod';
import type { ConeaEvent } from '../event.ts';
import { platformTenant } from '../mutations.ts';

/** Of requests and of pages: streams of their own, so that nobody else reads them. */
export const requestStream = 'personal-data-requests';
export const pageStream = 'personal-data-pages';

/** Events that a stream keeps at most: what is over before it was read is asked for again. */
export const kept = { [requestStream]: 10_000, [pageStream]: 2_000 };

/** After which record a page begins: its kind, and its cursor, which is empty before the first one. */
const place = z.strictObject({ kind: z.string(), cursor: z.string() });

/** What identity asks of one domain. */
export const pageRequest = z.strictObject({
  /** Of this one time of asking: what answers it has the same one. */
  id: z.string(),
  exportId: z.string(),
  userId: z.string().regex(/^usr_/),
  domain: z.string(),
  /** Counted from zero. */
  page: z.int().min(0),
  /** Null: from the beginning. */
  after: place.nullable(),
  publicKey: z.string(),
  /** A domain that comes back later than this has nothing to answer. */
  expiresAt: z.iso.datetime(),
});

export type PersonalDataRequest = z.infer<typeof pageRequest>;

/** What a domain answers: JSON lines, compressed and sealed for who has the private key. */
export const personalDataPage = z.strictObject({
  exportId: z.string(),
  domain: z.string(),
  page: z.int().min(0),
  /** Where the next page begins; null says that this is the last one. */
  next: place.nullable(),
  /** How many records of each kind. */
  recordCounts: z.record(z.string(), z.int().min(1)),
  /** Of the lines. */
  byteSize: z.int().min(0),
  ephemeralKey: z.string(),
  sealed: z.string(),
});

export type PersonalDataPage = z.infer<typeof personalDataPage>;

export function toRequestEvent(request: PersonalDataRequest): ConeaEvent {
  return anEvent('identity', 'page_requested', request.id, request.exportId, request);
}

export function toPageEvent({ id }: Pick<PersonalDataRequest, 'id'>, page: PersonalDataPage): ConeaEvent {
  return anEvent(page.domain, 'page', id, page.exportId, page);
}

function anEvent(domain: string, type: string, id: string, subject: string, data: ConeaEvent['data']): ConeaEvent {
  return {
    ...{ specversion: '1.0', id, source: `/${domain}`, type: `conea.${domain}.personal_data.${type}`, subject, data },
    ...{ time: new Date().toISOString(), datacontenttype: 'application/json', tenantid: platformTenant },
  };
}
