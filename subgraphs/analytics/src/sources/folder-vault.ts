import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { AuditVault } from '../domain/audit-vault.ts';

const path = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/** A vault in a folder: on another disk than the database's, owned by somebody else. */
export function createFolderVault(root: string): AuditVault {
  const place = (name: string) => {
    if (!path.test(name)) throw new RangeError('this is not a name in a vault');
    return join(root, name);
  };
  return {
    put: async (name, content) => {
      const target = place(name);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const draft = join(dirname(target), `.${randomUUID()}`);
      try {
        const source = content instanceof Uint8Array ? [content] : content;
        await pipeline(Readable.from(source), createWriteStream(draft, { mode: 0o400, flush: true }));
        // A link appears whole or not at all, and never in the place of another file.
        await link(draft, target).catch((error: unknown) => refuseAnother(error, draft, target));
      } finally {
        await rm(draft, { force: true });
      }
    },
    find: (name) => orNull(readFile(place(name))),
    list: async (folder) => {
      const names = (await orNull(readdir(folder === '' ? root : place(folder)))) ?? [];
      const kept = names.filter((name) => path.test(name));
      return kept.sort().map((name) => (folder === '' ? name : `${folder}/${name}`));
    },
  };
}

/** The same content again is no error: whoever wrote it may have died before it knew. */
async function refuseAnother(error: unknown, draft: string, target: string): Promise<void> {
  if (!isCode(error, 'EEXIST')) throw error;
  if ((await hashOf(draft)) !== (await hashOf(target)))
    throw new Error('something else has this name in the vault', { cause: error });
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

const systemError = z.object({ code: z.string() });
const isCode = (error: unknown, code: string) => systemError.safeParse(error).data?.code === code;

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
