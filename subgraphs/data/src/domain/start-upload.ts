import { newId, type Caller, type Mutate } from '@conea/platform';
import { done, refused, type Outcome } from './outcome.ts';
import { writer } from './tenant.ts';
import type { UploadStore } from './upload.ts';
import { userErrors, type InvalidInput } from './user-errors.ts';

export type StartUploadForm = {
  name: string;
  contentType: string;
  byteSize?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
};

const contentTypes = new Set(['text/csv', 'application/csv', 'application/vnd.ms-excel', 'text/plain']);

/** Begins an upload; `maxFileBytes` is what a file may have. */
export function createStartUpload({
  mutate,
  uploads,
  maxFileBytes,
}: {
  mutate: Mutate;
  uploads: UploadStore;
  maxFileBytes: number;
}) {
  return (caller: Caller, { idempotencyKey, ...form }: StartUploadForm): Promise<Outcome<InvalidInput>> => {
    const { id: startedById, organizationId } = writer(caller);
    const { name, contentType, byteSize = null } = form;
    const request = { action: 'upload.start', idempotencyKey, input: { name, contentType, byteSize } };
    return mutate<Outcome<InvalidInput>>(caller, request, async (tx) => {
      const errors = findProblems({ name, contentType, byteSize }, maxFileBytes);
      if (errors.length > 0) return refused(errors);
      const id = newId('upl');
      const blobKey = newId('blb');
      await uploads.create(tx, { id, organizationId, startedById, name, contentType, byteSize, blobKey });
      return done('Upload', id);
    });
  };
}

function findProblems(
  { name, contentType, byteSize }: { name: string; contentType: string; byteSize: number | null },
  maxFileBytes: number,
): InvalidInput[] {
  const isName = name.trim() !== '' && name.length <= 255 && !/\p{Cc}/u.test(name);
  const isCsv = contentTypes.has(contentType.split(';')[0]?.trim().toLowerCase() ?? '') && contentType.length <= 255;
  const isSize = byteSize === null || (byteSize >= 1 && byteSize <= maxFileBytes);
  return [
    ...(isName
      ? []
      : [userErrors.invalidInput(['name'], 'A file name has 1 to 255 characters, none of them control characters.')]),
    ...(isCsv ? [] : [userErrors.invalidInput(['contentType'], 'Only CSV files can be uploaded: `text/csv`.')]),
    ...(isSize ? [] : [userErrors.invalidInput(['byteSize'], `A file has 1 to ${maxFileBytes} bytes.`)]),
  ];
}
