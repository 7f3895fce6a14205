import { createHash } from 'node:crypto';
import { newId, type Caller, type Effect, type Mutate } from '@conea/platform';
import type { BlobStore } from './blob-store.ts';
import { maxHeaderBytes, parseHeader, type CsvHeader } from './csv-header.ts';
import type { FileStore } from './file.ts';
import { done, refused, type Outcome } from './outcome.ts';
import { writer } from './tenant.ts';
import type { Upload, UploadStore } from './upload.ts';
import { userErrors, type NotFound, type UnreadableFile, type UploadIncomplete } from './user-errors.ts';

export type CompleteUploadError = NotFound | UploadIncomplete | UnreadableFile;

export type CompleteUploadParts = { mutate: Mutate; uploads: UploadStore; files: FileStore; blobs: BlobStore };

/** What has arrived, read before the transaction: a large file takes a while. */
type Inspection = { byteSize: number; sha256: string; header: CsvHeader };

type CompleteUploadEffect = Effect<Outcome<CompleteUploadError>>;

/** Makes a file of an upload, once. */
export function createCompleteUpload({ mutate, uploads, files, blobs }: CompleteUploadParts) {
  return async (
    caller: Caller,
    form: { uploadId: string; sha256?: string | null | undefined },
    signal: AbortSignal,
  ) => {
    const { id: uploadedById, organizationId } = writer(caller);
    const { uploadId, sha256 = null } = form;
    const [begun] = await uploads.listByIds(organizationId, [uploadId]);
    const isOpen = begun?.fileId === null && begun.receivedBytes > 0;
    const inspection = isOpen ? await inspect(blobs, begun, signal) : null;
    const request = { action: 'upload.complete', input: { uploadId, sha256 } };
    return mutate<Outcome<CompleteUploadError>>(caller, request, async (tx, emit): Promise<CompleteUploadEffect> => {
      const upload = await uploads.lock(tx, organizationId, uploadId);
      if (upload === null) return refused([userErrors.notFound('uploadId', 'upload')]);
      if (upload.fileId !== null) return done('File', upload.fileId);
      const checked = check(upload, inspection, sha256);
      if (!checked.ok) return refused([checked.error]);
      const id = newId('fil');
      const { name, contentType, blobKey, receivedBytes: byteSize } = upload;
      const content = { byteSize, sha256: checked.sha256, blobKey, ...checked.format };
      await files.create(tx, { id, organizationId, uploadedById, name, contentType, ...content });
      await uploads.complete(tx, uploadId, id);
      await blobs.seal(blobKey, byteSize);
      emit({ type: 'file.uploaded', subject: id, data: { fileId: id, byteSize } });
      return done('File', id);
    });
  };
}

async function inspect(blobs: BlobStore, { blobKey, receivedBytes }: Upload, signal: AbortSignal): Promise<Inspection> {
  const hash = createHash('sha256');
  let byteSize = 0;
  for await (const piece of blobs.stream(blobKey, receivedBytes, signal)) {
    hash.update(piece);
    byteSize += piece.length;
  }
  const head = await blobs.read(blobKey, 0, Math.min(receivedBytes, maxHeaderBytes));
  return { byteSize, sha256: hash.digest('hex'), header: parseHeader(head, receivedBytes <= maxHeaderBytes) };
}

type Checked =
  | { ok: true; sha256: string; format: Extract<CsvHeader, { isReadable: true }>['format'] }
  | { ok: false; error: UploadIncomplete | UnreadableFile };

function check(upload: Upload, inspection: Inspection | null, announcedHash: string | null): Checked {
  const { receivedBytes, byteSize } = upload;
  const incomplete = (message: string): Checked => ({ ok: false, error: userErrors.uploadIncomplete(message) });
  if (receivedBytes === 0) return incomplete('Nothing has arrived yet. Send it with `appendUpload`.');
  if (byteSize !== null && byteSize !== receivedBytes)
    return incomplete(`${receivedBytes} of ${byteSize} bytes have arrived. Send the rest with \`appendUpload\`.`);
  if (inspection?.byteSize !== receivedBytes)
    return incomplete(
      'What was read is not what has arrived. Complete it again; if that does not help, start another upload.',
    );
  const { sha256, header } = inspection;
  if (announcedHash !== null && announcedHash.toLowerCase() !== sha256)
    return incomplete(`What has arrived has another SHA-256: ${sha256}. Start another upload.`);
  return header.isReadable
    ? { ok: true, sha256, format: header.format }
    : { ok: false, error: userErrors.unreadableFile(header.problem) };
}
