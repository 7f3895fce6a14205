import { sql } from '@conea/platform';
import { z } from 'zod';
import { splitPersonal } from '../domain/personal-fields.ts';
import type { Content, Resource, Stored } from '../domain/records.ts';
import type { PersonalSeals } from './personal-seals.ts';

/** A row of orders, products or customers. */
export type StoredRow = {
  id: string;
  organizationId: string;
  integrationId: string;
  sourceId: string;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
  record: unknown;
};

/** One with a part that is sealed. */
export type PersonalRow = StoredRow & { sealedPersonal: string | null };

/** The columns of a `StoredRow`. */
export const storedColumns = sql`
  id, organization_id as "organizationId", integration_id as "integrationId", source_id as "sourceId",
  source_created_at as "createdAt", source_updated_at as "updatedAt", deleted_at as "deletedAt", record`;

/** The columns of a `PersonalRow`. */
export const personalColumns = sql`${storedColumns}, sealed_personal as "sealedPersonal"`;

/** Reads rows whose content has this shape. */
export function parseRows<Kind extends Content>(shape: z.ZodType<Kind>, rows: readonly StoredRow[]): Stored<Kind>[] {
  return rows.map(({ record, ...columns }) => ({ ...shape.parse(record), ...columns }));
}

const fields = z.record(z.string(), z.unknown());

/** Opens the sealed part of rows and reads them. */
export function createRowReader<Kind extends Content>(
  seals: PersonalSeals,
  resource: Resource,
  shape: z.ZodType<Kind>,
): (rows: readonly PersonalRow[]) => Promise<Stored<Kind>[]> {
  const open = async ({ sealedPersonal, record, ...row }: PersonalRow): Promise<StoredRow> => {
    const content = fields.parse(record);
    // Written by a process that knows of no sealed part, so that this is older.
    const isClear = splitPersonal(resource, content).personal !== null;
    return { ...row, record: isClear ? content : { ...content, ...(await seals.open(resource, row, sealedPersonal)) } };
  };
  return async (rows) => parseRows(shape, await Promise.all(rows.map(open)));
}
