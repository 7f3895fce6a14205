import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '../domain/blob-store.ts';

const keyPattern = /^[a-z]{3}_[0-9a-f]{32}(\.[a-z]{1,16})?$/;

/** Blobs as files of a folder, which is created; several processes may share it. */
export async function openFolderBlobStore(directory: string): Promise<BlobStore> {
  await mkdir(directory, { recursive: true });
  const pathOf = (key: string) => {
    if (!keyPattern.test(key)) throw new TypeError('a blob has a generated key');
    return join(directory, key);
  };
  return {
    writeAt: async (key, offset, bytes) => {
      await using file = await openForWriting(pathOf(key));
      await file.write(bytes, 0, bytes.length, offset);
    },
    seal: async (key, size) => {
      await using file = await open(pathOf(key), 'r+');
      if ((await file.stat()).size < size) throw new Error('a blob is shorter than what was written to it');
      await file.truncate(size);
      await file.sync();
    },
    read: async (key, start, length) => {
      await using file = await open(pathOf(key), 'r');
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position: start });
      return buffer.subarray(0, bytesRead);
    },
    stream: (key, length, signal) => createReadStream(pathOf(key), { end: length - 1, signal }),
    adopt: async (key, path) => {
      await syncFile(path);
      await rename(path, pathOf(key));
      await syncFile(directory);
    },
    localPath: async (key) => pathOf(key),
    delete: (key) => rm(pathOf(key), { force: true }),
    check: () => access(directory, constants.R_OK | constants.W_OK),
  };
}

async function openForWriting(path: string): Promise<FileHandle> {
  return open(path, constants.O_WRONLY | constants.O_CREAT);
}

async function syncFile(path: string): Promise<void> {
  await using file = await open(path, 'r');
  await file.sync();
}
