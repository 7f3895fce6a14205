import type { Transaction } from '@conea/platform';

/** The content of a file on its way here. */
export type Upload = {
  id: string;
  organizationId: string;
  startedById: string;
  name: string;
  contentType: string;
  byteSize: number | null;
  receivedBytes: number;
  blobKey: string;
  fileId: string | null;
  createdAt: Date;
};

export type UploadStore = {
  listByIds(organizationId: string, ids: readonly string[]): Promise<Upload[]>;
  /** Keeps the row until the transaction ends. */
  lock(tx: Transaction, organizationId: string, id: string): Promise<Upload | null>;
  create(
    tx: Transaction,
    upload: Pick<Upload, 'id' | 'organizationId' | 'startedById' | 'name' | 'contentType' | 'byteSize' | 'blobKey'>,
  ): Promise<void>;
  setReceived(tx: Transaction, id: string, receivedBytes: number): Promise<void>;
  complete(tx: Transaction, id: string, fileId: string): Promise<void>;
  listAbandoned(startedBefore: Date): Promise<Upload[]>;
  /** Deletes an upload unless it was completed meanwhile; answers whether it did. */
  deleteAbandoned(id: string): Promise<boolean>;
};
