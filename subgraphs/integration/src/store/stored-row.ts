import { sql } from '@conea/platform';
import type { z } from 'zod';
import type { Content, Stored } from '../domain/records.ts';

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

/** The columns of a `StoredRow`. */
export const storedColumns = sql`
  id, organization_id as "organizationId", integration_id as "integrationId", source_id as "sourceId",
  source_created_at as "createdAt", source_updated_at as "updatedAt", deleted_at as "deletedAt", record`;

/** Reads rows whose content has this shape. */
export function parseRows<Kind extends Content>(shape: z.ZodType<Kind>, rows: readonly StoredRow[]): Stored<Kind>[] {
  return rows.map(({ record, ...columns }) => ({ ...shape.parse(record), ...columns }));
}
