import type { Caller, Effect, Mutate } from '@conea/platform';
import type { BlobStore } from './blob-store.ts';
import { done, refused, type Outcome } from './outcome.ts';
import { writer } from './tenant.ts';
import type { Upload, UploadStore } from './upload.ts';
import {
  userErrors,
  type InvalidInput,
  type NotFound,
  type UploadCompleted,
  type UploadOffsetMismatch,
} from './user-errors.ts';

export type AppendUploadError = InvalidInput | NotFound | UploadCompleted | UploadOffsetMismatch;

/** The most bytes of one piece. */
export const maxPieceBytes = 512 * 1024;

export type AppendUploadParts = { mutate: Mutate; uploads: UploadStore; blobs: BlobStore; maxFileBytes: number };

/** Adds a piece to an upload. The same piece at the same offset may come again; its bytes are compared. */
export function createAppendUpload({ mutate, uploads, blobs, maxFileBytes }: AppendUploadParts) {
  return (caller: Caller, piece: { uploadId: string; offset: number; content: string }) => {
    const { organizationId } = writer(caller);
    const { uploadId, offset } = piece;
    const request = { action: 'upload.append', input: { uploadId, offset } };
    return mutate<Outcome<AppendUploadError>>(caller, request, async (tx) => {
      const upload = await uploads.lock(tx, organizationId, uploadId);
      if (upload === null) return refused([userErrors.notFound('uploadId', 'upload')]);
      if (upload.fileId !== null) return refuse(upload, userErrors.uploadCompleted());
      const bytes = decodePiece(piece.content);
      if (bytes === null) return refuse(upload, badContent());
      if (offset >= 0 && offset + bytes.length <= upload.receivedBytes) return repeat(upload, offset, bytes);
      if (offset !== upload.receivedBytes) return refuse(upload, gap(upload));
      const end = offset + bytes.length;
      if (end > (upload.byteSize ?? maxFileBytes)) return refuse(upload, tooMuch(upload, maxFileBytes));
      await blobs.writeAt(upload.blobKey, offset, bytes);
      await uploads.setReceived(tx, uploadId, end);
      return done('Upload', uploadId);
    });
  };

  async function repeat(upload: Upload, offset: number, bytes: Buffer): Promise<Effect<Outcome<AppendUploadError>>> {
    const earlier = await blobs.read(upload.blobKey, offset, bytes.length);
    if (earlier.equals(bytes)) return done('Upload', upload.id);
    const message = 'Other bytes have arrived at this offset. Start another upload.';
    return refuse(upload, userErrors.uploadOffsetMismatch(upload.receivedBytes, message));
  }
}

function refuse({ id }: Upload, error: AppendUploadError): Effect<Outcome<AppendUploadError>> {
  return refused([error], { type: 'Upload', id });
}

function decodePiece(content: string): Buffer | null {
  const bytes = Buffer.from(content, 'base64');
  const isPiece = bytes.length >= 1 && bytes.length <= maxPieceBytes && bytes.toString('base64') === content;
  return isPiece ? bytes : null;
}

function badContent(): InvalidInput {
  return userErrors.invalidInput(['content'], `A piece is 1 to ${maxPieceBytes} bytes in base64, with its padding.`);
}

function gap({ receivedBytes }: Upload): UploadOffsetMismatch {
  return userErrors.uploadOffsetMismatch(receivedBytes, `The next piece begins at offset ${receivedBytes}.`);
}

function tooMuch({ byteSize }: Upload, maxFileBytes: number): InvalidInput {
  const message =
    byteSize === null
      ? `A file has at most ${maxFileBytes} bytes.`
      : `More arrives than the ${byteSize} bytes that were announced.`;
  return userErrors.invalidInput(['content'], message);
}
