import type { Database, Queries } from './database.ts';
import type { Consumer, EventLog } from './event-log.ts';
import { sealPage } from './personal-data/page-sealing.ts';
import {
  kept,
  pageRequest,
  pageStream,
  personalDataPage,
  requestStream,
  toPageEvent,
  toRequestEvent,
  type PersonalDataRequest,
  type PersonalDataPage,
} from './personal-data/protocol.ts';
import { readPage, type PageLimits, type PersonalDataSource } from './personal-data/source.ts';

export { createExportKeys, openPage, PageError, type ExportKeys } from './personal-data/page-sealing.ts';
export type { PersonalDataRequest, PersonalDataPage } from './personal-data/protocol.ts';
export { recordsOf, type PersonalDataSource, type PersonalRecord } from './personal-data/source.ts';

export type PersonalDataParts = {
  database: Database;
  eventLog: EventLog;
  domain: string;
  /** What the domain holds about a person, in the order in which it is told. */
  sources: readonly PersonalDataSource[];
  /** How their statements are bound; default: to all tenants. */
  bind?: (userId: string) => Queries;
  /** Default: pages of 262,144 bytes, of records that are read by 50. */
  limits?: PageLimits;
};

/**
 * Answers each request for a page of what a domain holds about a person. The request says where the page begins and the domain keeps nothing, so it may
 * die, and be asked again, at any time. A person may be in several organizations: it looks at all of them, for the rows of this person alone.
 */
export function startPersonalData(parts: PersonalDataParts): Consumer {
  const {
    database,
    eventLog,
    domain,
    sources,
    bind = () => database.acrossTenants,
    limits = { pageBytes: 262_144, batchSize: 50 },
  } = parts;
  return eventLog.consume(requestStream, domain, async (event) => {
    const request = pageRequest.parse(event.data);
    if (request.domain !== domain || Date.parse(request.expiresAt) < Date.now()) return;
    const { lines, ...content } = await readPage(bind(request.userId), sources, request, limits);
    const place = { exportId: request.exportId, domain, page: request.page };
    const sealed = await sealPage(request.publicKey, place, lines);
    const page = { ...place, ...content, ...sealed, byteSize: lines.length };
    await eventLog.append(pageStream, [toPageEvent(request, page)], { keep: kept[pageStream] });
  });
}

/** Asks a domain for a page. It may get lost, as its answer may: whoever waits for it too long asks again, under another id. */
export function requestPage(eventLog: EventLog, request: PersonalDataRequest): Promise<void> {
  return eventLog.append(requestStream, [toRequestEvent(request)], { keep: kept[requestStream] });
}

/** Hands over the pages that domains answer: some of them more than once, late, or of exports that are over. */
export function consumePages(
  eventLog: EventLog,
  group: string,
  handler: (page: PersonalDataPage) => Promise<void>,
): Consumer {
  return eventLog.consume(pageStream, group, (event) => handler(personalDataPage.parse(event.data)));
}
