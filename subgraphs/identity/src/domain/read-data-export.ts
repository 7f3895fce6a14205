import { ClientError, openPage, type Caller, type Database } from '@conea/platform';
import { createColumnSeal, type Seals } from './column-seal.ts';
import { manifestOf } from './data-export-manifest.ts';
import type { DataExportStore } from './data-export.ts';
import { exportKeyPlace } from './request-data-export.ts';
import type { RequireRecentProof } from './step-up.ts';

/** A part of the file; `endCursor` is null with the last one. */
export type DataExportPart = { content: string; endCursor: string | null };

export type ReadDataExportParts = {
  database: Database;
  dataExports: DataExportStore;
  seals: Seals;
  requireRecentProof: RequireRecentProof;
  clock: () => Date;
};

/**
 * The file, part by part: a line that says what is in it, then the pages of each domain. Whoever reads has proven who they are within the hour, as for
 * asking. Null for what is not the caller's, not complete, or over.
 */
export function createReadDataExport({ database, dataExports, seals, requireRecentProof, clock }: ReadDataExportParts) {
  const { open } = createColumnSeal(seals, exportKeyPlace);
  const find = (caller: Caller, id: string, number: number) =>
    database.bind({ personId: caller.user?.id ?? null }).transaction(async (tx) => {
      const { id: userId } = await requireRecentProof(tx, caller);
      const ready = await dataExports.findReady(tx, userId, id, clock());
      if (!ready) return null;
      const places = ready.dataExport.domains.flatMap(({ domain, pageCount }) =>
        Array.from({ length: pageCount }, (_, page) => ({ exportId: id, domain, page })),
      );
      const place = places[number - 1];
      const sealed = place && (await dataExports.findPage(tx, id, place.domain, place.page));
      return { ...ready, place, sealed, endCursor: number < places.length ? String(number) : null };
    });
  return async (caller: Caller, id: string, after: string | null): Promise<DataExportPart | null> => {
    const number = after === null ? 0 : parseCursor(after) + 1;
    const found = await find(caller, id, number);
    if (!found) return null;
    const { dataExport, sealedPrivateKey, place, sealed, endCursor } = found;
    if (number === 0) return { content: manifestOf(dataExport), endCursor };
    if (!place || !sealed) return null;
    const lines = await openPage(await open(id, sealedPrivateKey), place, sealed);
    return { content: lines.toString('utf8'), endCursor };
  };
}

function parseCursor(after: string): number {
  if (!/^\d{1,6}$/.test(after)) throw new ClientError('BAD_USER_INPUT', '`after` is not a cursor of this file.');
  return Number(after);
}
