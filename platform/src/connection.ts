import { z } from 'zod';
import { ClientError } from './errors.ts';

/** The arguments of every connection field. */
export type PageArguments = { first: number; after?: string | null };

/** A position in a list ordered by time and id. Its column is `timestamptz(3)`: a Date has milliseconds, a finer column would skip rows. */
export type Keyset = { at: Date; id: string };

/** What a store needs for a page: it selects `limit` rows (one more than asked for) behind `after`. */
export type PageRequest = { first: number; limit: number; after: Keyset | null };

/** A Relay connection over rows. */
export type Connection<Row> = {
  edges: { cursor: string; node: Row }[];
  nodes: Row[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
};

const maxPageSize = 100;
const cursorShape = z.tuple([z.iso.datetime(), z.string().max(64)]);

/** Reads `first` (1 to 100) and an opaque `after`; throws BAD_USER_INPUT for anything else. */
export function parsePage({ first, after }: PageArguments): PageRequest {
  if (!Number.isInteger(first) || first < 1 || first > maxPageSize) {
    throw new ClientError('BAD_USER_INPUT', `\`first\` is a whole number from 1 to ${maxPageSize}.`);
  }
  return { first, limit: first + 1, after: after == null ? null : parseCursor(after) };
}

/** Makes the connection of up to `first + 1` rows; the extra one only says that there is a next page. */
export function toConnection<Row>(
  rows: readonly Row[],
  page: PageRequest,
  keysetOf: (row: Row) => Keyset,
): Connection<Row> {
  const edges = rows.slice(0, page.first).map((node) => ({ node, cursor: formatCursor(keysetOf(node)) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function formatCursor({ at, id }: Keyset): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');
}

function parseCursor(cursor: string): Keyset {
  try {
    const [at, id] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at: new Date(at), id };
  } catch {
    throw new ClientError('BAD_USER_INPUT', '`after` is not a cursor of this list.');
  }
}
