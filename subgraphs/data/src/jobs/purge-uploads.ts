import type { Logger } from '@conea/platform';
import type { BlobStore } from '../domain/blob-store.ts';
import type { UploadStore } from '../domain/upload.ts';

export type PurgeUploadsParts = { uploads: UploadStore; blobs: BlobStore; clock: () => Date; log: Logger };

const interval = 3_600_000;
const keptFor = 24 * interval;

/** Deletes uploads that were not completed within a day, with what had arrived of them. */
export async function purgeUploads({ uploads, blobs, clock, log }: PurgeUploadsParts): Promise<void> {
  const abandoned = await uploads.listAbandoned(new Date(clock().getTime() - keptFor));
  for (const { id, blobKey } of abandoned) {
    if (await uploads.deleteAbandoned(id)) await blobs.delete(blobKey);
  }
  if (abandoned.length > 0) log.info({ uploads: abandoned.length }, 'abandoned uploads deleted');
}

/** Purges now and every hour; several processes may do it at once. Returns how to stop. */
export function startPurgeUploads(parts: PurgeUploadsParts): () => void {
  const run = () => purgeUploads(parts).catch((error: unknown) => parts.log.warn({ err: error }, 'purge failed'));
  const timer = setInterval(() => void run(), interval);
  void run();
  return () => clearInterval(timer);
}
