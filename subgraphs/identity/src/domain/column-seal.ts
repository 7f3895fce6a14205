import { platformTenant, type Envelope, type SecretBox } from '@conea/platform';

/** `box` opens what was sealed before there were data keys. */
export type Seals = { envelope: Envelope; box: SecretBox };

/** Seals values of one column, each for its row: it opens nowhere else. Whoever adds one adds it to `store/sealed-columns.ts`. */
export type ColumnSeal = {
  seal(rowId: string, value: string): Promise<string>;
  /** Rejects when it was changed, is another row's, or was sealed under a key that is not known. */
  open(rowId: string, sealed: string): Promise<string>;
};

export type SealedPlace = { table: string; column: string };

/** Of what belongs to no organization, such as a person or the platform: it is sealed under a data key of the platform. */
export function createColumnSeal({ envelope, box }: Seals, place: SealedPlace): ColumnSeal {
  const placeOf = (rowId: string) => ({ ...place, tenantId: platformTenant, rowId });
  return {
    seal: (rowId, value) => envelope.seal(placeOf(rowId), value),
    open: async (rowId, sealed) =>
      sealed.startsWith('v1.')
        ? box.open(sealed, `${place.table}|${place.column}|${rowId}`).toString('utf8')
        : envelope.open(placeOf(rowId), sealed),
  };
}
