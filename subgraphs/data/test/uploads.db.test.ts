import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { silentLog } from '../../../test/support/database.ts';
import { purgeUploads } from '../src/jobs/purge-uploads.ts';
import { openFolderBlobStore } from '../src/store/folder-blob-store.ts';
import { createUploadStore } from '../src/store/upload-store.ts';
import { operationsOf } from './support/operations.ts';
import { aCaller, anOrganization, startSubgraph } from './support/subgraph.ts';

const subgraph = await startSubgraph({ MAX_FILE_BYTES: '2000000' });
afterAll(() => subgraph.stop());

const caller = aCaller(anOrganization());
const { startUpload, appendUpload, completeUpload, startedUpload, uploaded } = operationsOf(subgraph, caller);

const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64');
const failure = (__typename: string, path: string[]) => expect.objectContaining({ __typename, path });
const blobs = () => readdirSync(join(subgraph.directory, 'blobs'));

describe('startUpload', () => {
  it.each([
    ['an empty name', { name: ' ' }, 'name'],
    ['a name with a line break', { name: 'a\nb' }, 'name'],
    ['another content type', { contentType: 'image/png' }, 'contentType'],
    ['no bytes', { byteSize: 0 }, 'byteSize'],
    ['too many bytes', { byteSize: 2_000_001 }, 'byteSize'],
  ])('refuses %s', async (_, input, field) => {
    const answer = await startUpload({ name: 'a.csv', contentType: 'text/csv', ...input });
    expect(answer).toEqual({ result: null, errors: [failure('InvalidInput', ['input', field])] });
  });

  it.each(['../../x', '%2e%2e%2fx', '/etc/passwd', '..\\x', 'CON', '.'])(
    'is stored under an id, whatever its name is: %s',
    async (name) => {
      const { result } = await startUpload({ name, contentType: 'text/csv', byteSize: 1 });
      await appendUpload({ uploadId: result?.id, offset: 0, content: base64('a') });
      expect(blobs().length).toBeGreaterThan(0);
      expect(blobs().filter((blob) => !/^[\w-]+$/.test(blob))).toEqual([]);
    },
  );

  it('starts one upload for one idempotency key', async () => {
    const input = { name: 'a.csv', contentType: 'text/csv; charset=utf-8', idempotencyKey: randomUUID() };
    const answers = await Promise.all([startUpload(input), startUpload(input), startUpload(input)]);
    expect(new Set(answers.map(({ result }) => result?.id)).size).toBe(1);
    await expect(startUpload({ ...input, name: 'b.csv' })).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('appendUpload', () => {
  it.each([
    ['nothing', ''],
    ['what is not base64', '%%%%'],
    ['base64 without its padding', 'YQ'],
    ['more than 512 KiB', base64(Buffer.alloc(512 * 1024 + 1, 'a'))],
  ])('refuses %s', async (_, content) => {
    const uploadId = await startedUpload();
    const { errors } = await appendUpload({ uploadId, offset: 0, content });
    expect(errors).toEqual([failure('InvalidInput', ['input', 'content'])]);
  });

  it('takes a piece again whose answer was lost, and no other piece at its place', async () => {
    const uploadId = await startedUpload();
    const first = { uploadId, offset: 0, content: base64('a,b\n') };
    expect(await appendUpload(first)).toEqual({ result: { id: uploadId, receivedBytes: 4 }, errors: [] });
    expect(await appendUpload(first)).toEqual({ result: { id: uploadId, receivedBytes: 4 }, errors: [] });
    const mismatch = {
      result: { id: uploadId, receivedBytes: 4 },
      errors: [expect.objectContaining({ expectedOffset: 4 })],
    };
    expect(await appendUpload({ ...first, content: base64('x,b\n') })).toMatchObject(mismatch);
    expect(await appendUpload({ ...first, offset: 2 })).toMatchObject(mismatch);
    expect(await appendUpload({ ...first, offset: 5 })).toMatchObject(mismatch);
    expect(await appendUpload({ ...first, offset: -1 })).toMatchObject(mismatch);
  });

  it('takes one of two pieces that race for a place', async () => {
    const uploadId = await startedUpload();
    const race = ['aaaa', 'bbbb', 'cccc'].map((text) => appendUpload({ uploadId, offset: 0, content: base64(text) }));
    const answers = await Promise.all(race);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.every(({ result }) => result?.receivedBytes === 4)).toBe(true);
  });

  it('takes no more than was announced, and no more than a file may have', async () => {
    const announced = await startedUpload({ byteSize: 3 });
    const { errors } = await appendUpload({ uploadId: announced, offset: 0, content: base64('abcd') });
    expect(errors).toEqual([failure('InvalidInput', ['input', 'content'])]);

    const uploadId = await startedUpload();
    const piece = Buffer.alloc(500_000, 'a');
    for (let offset = 0; offset < 2_000_000; offset += piece.length) {
      expect(await appendUpload({ uploadId, offset, content: base64(piece) })).toMatchObject({ errors: [] });
    }
    const beyond = await appendUpload({ uploadId, offset: 2_000_000, content: base64('a') });
    expect(beyond.errors).toEqual([failure('InvalidInput', ['input', 'content'])]);
  });
});

describe('completeUpload', () => {
  it.each([
    ['nothing', ''],
    ['no text in UTF-8', Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x0a])],
    ['UTF-16', Buffer.from('\ufeffa,b\n', 'utf16le')],
    ['a header with a name twice', 'a,a\n1,2\n'],
  ])('refuses a file of %s', async (_, content) => {
    const { result, errors } = await uploaded(content);
    expect(result).toBeNull();
    expect(errors).toEqual([
      failure(content.length === 0 ? 'UploadIncomplete' : 'UnreadableFile', ['input', 'uploadId']),
    ]);
  });

  it('refuses what has not arrived as it was announced', async () => {
    const uploadId = await startedUpload({ byteSize: 8 });
    await appendUpload({ uploadId, offset: 0, content: base64('a,b\n') });
    expect((await completeUpload({ uploadId })).errors).toEqual([failure('UploadIncomplete', ['input', 'uploadId'])]);
    await appendUpload({ uploadId, offset: 4, content: base64('1,2\n') });
    const other = createHash('sha256').update('x').digest('hex');
    const refused = await completeUpload({ uploadId, sha256: other });
    expect(refused.errors).toEqual([failure('UploadIncomplete', ['input', 'uploadId'])]);
  });

  it('refuses what a crash of the machine has taken away', async () => {
    const uploadId = await startedUpload();
    const before = blobs();
    await appendUpload({ uploadId, offset: 0, content: base64('a,b\n1,2\n') });
    const [blob = ''] = blobs().filter((key) => !before.includes(key));
    truncateSync(join(subgraph.directory, 'blobs', blob), 4);
    expect((await completeUpload({ uploadId })).errors).toEqual([failure('UploadIncomplete', ['input', 'uploadId'])]);
  });

  it('makes one file, however often it is asked', async () => {
    const content = '\ufeff注文番号;金額\r\n#1;100\r\n';
    const uploadId = await startedUpload();
    await appendUpload({ uploadId, offset: 0, content: base64(content) });
    const answers = await Promise.all([completeUpload({ uploadId }), completeUpload({ uploadId })]);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const [first, second] = answers.map(({ result }) => result);
    expect(first).toMatchObject({ byteSize: Buffer.byteLength(content), sha256, columns: ['注文番号', '金額'] });
    expect(second).toEqual(first);
    const late = await appendUpload({ uploadId, offset: Buffer.byteLength(content), content: base64('x') });
    expect(late.errors).toEqual([failure('UploadCompleted', ['input', 'uploadId'])]);
    const events = await subgraph.database.many(
      sql`select type from outbox where subject = ${first?.id ?? ''} and type = 'conea.data.file.uploaded'`,
    );
    expect(events).toHaveLength(1);
  });
});

describe('an abandoned upload', () => {
  it('is deleted after a day, with what had arrived; a completed one is not', async () => {
    const before = blobs();
    const uploadId = await startedUpload();
    await appendUpload({ uploadId, offset: 0, content: base64('a,b\n') });
    await uploaded('a\n1\n');
    expect(blobs()).toHaveLength(before.length + 2);
    const uploads = createUploadStore(subgraph.database);
    const store = await openFolderBlobStore(join(subgraph.directory, 'blobs'));
    const inADay = () => new Date(Date.now() + 24 * 3_600_000 + 1_000);
    await purgeUploads({ uploads, blobs: store, clock: () => new Date(), log: silentLog });
    expect(blobs()).toHaveLength(before.length + 2);
    await purgeUploads({ uploads, blobs: store, clock: inADay, log: silentLog });
    const answer = await appendUpload({ uploadId, offset: 4, content: base64('1') });
    expect(answer).toEqual({ result: null, errors: [failure('NotFound', ['input', 'uploadId'])] });
    const files = await subgraph.database.many<{ key: string }>(sql`select blob_key as key from files`);
    expect(blobs().toSorted()).toEqual(files.map(({ key }) => key).toSorted());
  });
});
