import { createHmac, randomBytes } from 'node:crypto';
import { sql, type Database, type Queries, type Transaction } from '@conea/platform';
import type { BlindIndex, Indexed } from '../domain/blind-index.ts';
import { createColumnSeal, type Seals } from '../domain/column-seal.ts';
import type { Fingerprint } from '../domain/fingerprint.ts';

/** Where the keys of blind indexes stand. */
export const indexKeyPlace = { table: 'blind_index_keys', column: 'sealed_key' } as const;

/** A key by its version. */
export type IndexKey = { version: number; key: Buffer };

/** The keys of blind indexes: `current` is what is written under now, `all` is what is looked up. */
export type IndexKeys = { current: IndexKey; all: readonly IndexKey[] };

type Row = { version: number; sealed: string; isKnown: boolean };

/**
 * A new key is looked up for so long before anything is written under it: whoever reads the keys just before it is there has looked up long before
 * something is found under it alone (statements end after 15 seconds).
 */
const publishedFor = sql`interval '2 minutes'`;

/** Reads the keys as they are now: they may change at any time, in another process. */
export function createIndexKeys(seals: Seals): (queries: Queries) => Promise<IndexKeys> {
  const seal = createColumnSeal(seals, indexKeyPlace);
  const opened = new Map<number, Promise<Buffer>>();
  const open = ({ version, sealed }: Row): Promise<Buffer> => {
    const known = opened.get(version) ?? seal.open(String(version), sealed).then((key) => Buffer.from(key, 'base64'));
    opened.set(version, known);
    known.catch(() => opened.delete(version));
    return known;
  };
  return async (queries) => {
    const rows = await queries.many<Row>(sql`
      select version, sealed_key as sealed, published_at <= clock_timestamp() - ${publishedFor} as "isKnown"
      from blind_index_keys
      order by version desc`);
    const all = await Promise.all(rows.map(async (row) => ({ ...row, key: await open(row) })));
    const current = all.find(({ isKnown }) => isKnown) ?? all.at(-1);
    if (!current) throw new Error('there is no key of blind indexes');
    return { current, all };
  };
}

/** Opens the index; the first key is made once, for all processes. */
export async function openBlindIndex(database: Database, seals: Seals, fingerprint: Fingerprint): Promise<BlindIndex> {
  const { isEmpty } = await database.one<{ isEmpty: boolean }>(sql`
    select not exists (select from blind_index_keys) as "isEmpty"`);
  if (isEmpty) await publishIndexKey(database, seals, 1);
  const read = createIndexKeys(seals);
  return {
    find: async (queries, kind, text) => (await read(queries)).all.map((key) => blindHash(key, kind, text)),
    hold: async (tx, kind, text) => {
      const lock = fingerprint(`hold ${kind}`, text).toString('base64');
      await tx.execute(sql`
        select pg_advisory_xact_lock(hashtextextended(${lock}, 0)), pg_advisory_xact_lock_shared(${keysLock})`);
      const { current, all } = await read(tx);
      return { stored: blindHash(current, kind, text), all: all.map((key) => blindHash(key, kind, text)) };
    },
  };
}

/** Held by whoever writes a hash, and alone by whoever ends a key. */
export const keysLock = sql`hashtextextended('keys of blind indexes', 0)`;

/** What a text is stored as under a key. */
export function blindHash({ version, key }: IndexKey, kind: Indexed, text: string): string {
  const hash = createHmac('sha256', key)
    .update(JSON.stringify([kind, text]))
    .digest('base64url');
  return `${version}.${hash}`;
}

/** Makes the key of a version, unless it is there; answers whether it did. */
export async function publishIndexKey(queries: Queries, seals: Seals, version: number): Promise<boolean> {
  const sealed = await createColumnSeal(seals, indexKeyPlace).seal(String(version), randomBytes(32).toString('base64'));
  const made = await queries.execute(sql`
    insert into blind_index_keys (version, sealed_key) values (${version}, ${sealed}) on conflict do nothing`);
  return made === 1;
}

/** Makes the next key; answers its version, or null while an earlier key is still in use. Two that ask at once make one. */
export async function publishNextIndexKey(queries: Queries, seals: Seals): Promise<number | null> {
  const versions = await queries.many<{ version: number }>(sql`select version from blind_index_keys`);
  const [only] = versions;
  if (!only || versions.length > 1) return null;
  const next = only.version + 1;
  return (await publishIndexKey(queries, seals, next)) ? next : null;
}

/** Ends the keys that nothing is stored under any longer; answers their versions. */
export async function endOldIndexKeys(tx: Transaction, current: number, isUsed: () => Promise<boolean>) {
  await tx.execute(sql`select pg_advisory_xact_lock(${keysLock})`);
  if (await isUsed()) return [];
  const ended = await tx.many<{ version: number }>(sql`
    delete from blind_index_keys where version < ${current} returning version`);
  return ended.map(({ version }) => version);
}
