import type { Keyset, PageRequest, Transaction } from '@conea/platform';
import type { CsvFormat } from './csv-header.ts';

/** An uploaded CSV file. */
export type File = {
  id: string;
  organizationId: string;
  uploadedById: string;
  name: string;
  contentType: string;
  byteSize: number;
  sha256: string;
  blobKey: string;
  createdAt: Date;
} & CsvFormat;

export type FileStore = {
  listByIds(organizationId: string, ids: readonly string[]): Promise<File[]>;
  pageOfOrganization(organizationId: string, page: PageRequest): Promise<File[]>;
  create(tx: Transaction, file: Omit<File, 'createdAt'>): Promise<void>;
};

/** The position of anything that is listed by its creation. */
export function keysetOf({ createdAt, id }: { createdAt: Date; id: string }): Keyset {
  return { at: createdAt, id };
}
