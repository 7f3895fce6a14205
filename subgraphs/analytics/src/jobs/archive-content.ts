import { createEnvelope, EnvelopeError, newId, type Envelope } from '@conea/platform';
import { randomBytes } from 'node:crypto';
import { isSealedArchive, packArchive, unpackArchive } from '../domain/audit-archive.ts';

/** What is in an archive: its text, or why there is none to be read. */
export type ArchiveContent = { text: string } | { text: null; isKeyGone: boolean };

/** Seals the lines of an archive for the name that it has in the vault. */
export async function sealArchive(
  envelope: Envelope,
  tenantId: string,
  name: string,
  lines: readonly string[],
): Promise<Buffer> {
  return Buffer.from(await envelope.seal(placeOf(tenantId, name), packArchive(lines)));
}

/** Seals under keys that are kept nowhere: what is left of an organization that was erased goes into archives that nobody can read. */
export const forgetfulEnvelope: Envelope = createEnvelope({
  current: async () => ({ id: newId('dk'), key: randomBytes(32) }),
  find: async () => null,
});

/** Opens an archive, also one of before they were sealed. */
export async function openArchive(
  envelope: Envelope,
  tenantId: string,
  name: string,
  file: Buffer,
): Promise<ArchiveContent> {
  try {
    const packed = isSealedArchive(name) ? await envelope.openBytes(placeOf(tenantId, name), file.toString()) : file;
    const text = unpackArchive(packed);
    return text === null ? unreadable : { text };
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    return { ...unreadable, isKeyGone: error.isKeyGone };
  }
}

const unreadable = { text: null, isKeyGone: false } as const;

const placeOf = (tenantId: string, name: string) => ({
  tenantId,
  table: 'audit_archives',
  column: 'content',
  rowId: name,
});
