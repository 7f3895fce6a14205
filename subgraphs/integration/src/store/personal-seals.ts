import type { Envelope } from '@conea/platform';
import { z } from 'zod';
import type { Resource } from '../domain/records.ts';

/** A record whose personal part is sealed, by our id. */
export type SealedRow = { id: string; organizationId: string };

export type PersonalSeals = ReturnType<typeof createPersonalSeals>;

const fields = z.record(z.string(), z.unknown());

/** Seals what records say of a person for the row that it stands in. */
export function createPersonalSeals(envelope: Envelope) {
  const placeOf = (table: Resource, { id, organizationId }: SealedRow) => ({
    ...{ tenantId: organizationId, table, column: 'sealed_personal', rowId: id },
  });
  return {
    seal: async (resource: Resource, row: SealedRow, personal: object | null): Promise<string | null> =>
      personal && envelope.seal(placeOf(resource, row), JSON.stringify(personal)),
    open: async (resource: Resource, row: SealedRow, sealed: string | null): Promise<Record<string, unknown>> =>
      sealed === null ? {} : fields.parse(JSON.parse(await envelope.open(placeOf(resource, row), sealed))),
  };
}
