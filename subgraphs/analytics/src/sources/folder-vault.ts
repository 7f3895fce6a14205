import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isVaultName, nameTaken, parseVaultName, type AuditVault } from '../domain/audit-vault.ts';

/** A vault in a folder: on another disk than the database's, owned by somebody else. */
export function createFolderVault(root: string): AuditVault {
  const place = (name: string) => join(root, parseVaultName(name));
  return {
    put: async (name, content) => {
      const target = place(name);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const draft = join(dirname(target), `.${randomUUID()}`);
      try {
        await writeFile(draft, content, { mode: 0o400, flush: true });
        // A link appears whole or not at all, and never in the place of another file.
        await link(draft, target).catch(async (error: unknown) => {
          if (!isCode(error, 'EEXIST')) throw error;
          // The same content again is no error: whoever wrote it may have died before it knew.
          if (!(await readFile(target)).equals(content)) throw nameTaken(error);
        });
      } finally {
        await rm(draft, { force: true });
      }
    },
    find: async (name) => orNull(readFile(place(name))),
    list: async (folder) => {
      const names = (await orNull(readdir(folder === '' ? root : place(folder)))) ?? [];
      const kept = names.filter(isVaultName);
      return kept.sort().map((name) => (folder === '' ? name : `${folder}/${name}`));
    },
  };
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
