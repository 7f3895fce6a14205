/** Bytes by key. Keys are ids that were generated here, never something that a user wrote. */
export type BlobStore = {
  /** Writes a piece of a blob, which begins to exist with its first piece. */
  writeAt(key: string, offset: number, bytes: Buffer): Promise<void>;
  /** Ends the writing: cuts the blob to `size` and makes it durable. Throws when it is shorter. */
  seal(key: string, size: number): Promise<void>;
  /** Up to `length` bytes from `start`. */
  read(key: string, start: number, length: number): Promise<Buffer>;
  /** Up to `length` bytes, at least one, from the beginning, piece by piece. */
  stream(key: string, length: number, signal: AbortSignal): AsyncIterable<Buffer>;
  /** Makes a file of this machine a blob, in place of an earlier one, and durable. */
  adopt(key: string, path: string): Promise<void>;
  /** A file of this machine with the content of the blob; not to be changed. */
  localPath(key: string): Promise<string>;
  /** Deletes a blob, if there is one. */
  delete(key: string): Promise<void>;
  /** Rejects when blobs can be neither read nor written. */
  check(): Promise<void>;
};
