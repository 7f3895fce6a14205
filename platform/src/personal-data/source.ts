import type { QueryResultRow } from 'pg';
import type { Queries } from '../database.ts';
import { sql, type Sql } from '../sql.ts';
import type { PersonalDataRequest, PersonalDataPage } from './protocol.ts';

/** Records of one kind about a person, in the order of their cursors. */
export type PersonalDataSource = {
  kind: string;
  /** Records after a cursor, '' for the first ones; fewer than `limit` are the last ones. */
  list(queries: Queries, userId: string, after: string, limit: number): Promise<readonly PersonalRecord[]>;
};

export type PersonalRecord = { cursor: string; record: object };

export type PersonalRows = {
  table: Sql;
  whose: (userId: string) => Sql;
  /** What the record has. */
  columns: Sql;
  /** A text that tells the rows of one person apart, by which they are ordered; default `id`. */
  cursor?: Sql;
};

/** Rows of a table. */
export function recordsOf(kind: string, { table, whose, columns, cursor = sql`id` }: PersonalRows): PersonalDataSource {
  return {
    kind,
    list: async (queries, userId, after, limit) => {
      const rows = await queries.many<QueryResultRow & { cursor: string }>(sql`
        select ${cursor} as cursor, ${columns} from ${table}
        where ${whose(userId)} and ${cursor} > ${after}
        order by ${cursor}
        limit ${limit}`);
      return rows.map(({ cursor: own, ...record }) => ({ cursor: own, record }));
    },
  };
}

export type PageLimits = {
  /** Bytes of lines; a record that is larger is a page of its own. */
  pageBytes: number;
  /** Records that are read at once. */
  batchSize: number;
};

export type PageContent = Pick<PersonalDataPage, 'next' | 'recordCounts'> & { lines: Buffer };

/** What follows a place, as lines `{"domain", "kind", "record"}`: what is in memory does not grow with what there is. */
export async function readPage(
  queries: Queries,
  sources: readonly PersonalDataSource[],
  { domain, userId, after }: Pick<PersonalDataRequest, 'domain' | 'userId' | 'after'>,
  { pageBytes, batchSize }: PageLimits,
): Promise<PageContent> {
  const lines: Buffer[] = [];
  const recordCounts: Record<string, number> = {};
  let byteSize = 0;
  let next = after;
  for await (const { kind, cursor, record } of recordsAfter(queries, sources, { userId, after }, batchSize)) {
    const line = Buffer.from(`${JSON.stringify({ domain, kind, record })}\n`);
    if (byteSize > 0 && byteSize + line.length > pageBytes) return { lines: Buffer.concat(lines), recordCounts, next };
    lines.push(line);
    byteSize += line.length;
    recordCounts[kind] = (recordCounts[kind] ?? 0) + 1;
    next = { kind, cursor };
  }
  return { lines: Buffer.concat(lines), recordCounts, next: null };
}

/** The records of all kinds, one after the other; throws when the place is of a kind that there is no longer. */
async function* recordsAfter(
  queries: Queries,
  sources: readonly PersonalDataSource[],
  { userId, after }: Pick<PersonalDataRequest, 'userId' | 'after'>,
  batchSize: number,
): AsyncGenerator<PersonalRecord & { kind: string }, void> {
  const first = after ? sources.findIndex(({ kind }) => kind === after.kind) : 0;
  if (first < 0) throw new Error('a page is asked for after a kind that there is no longer');
  for (const [index, { kind, list }] of sources.slice(first).entries()) {
    let cursor = index === 0 && after ? after.cursor : '';
    for (let isMore = true; isMore;) {
      const records = await list(queries, userId, cursor, batchSize);
      for (const record of records) yield { kind, ...record };
      isMore = records.length === batchSize;
      cursor = records.at(-1)?.cursor ?? cursor;
    }
  }
}
