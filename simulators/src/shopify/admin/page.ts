import { GraphQLError } from 'graphql';
import { z } from 'zod';

/** The arguments of a connection. */
export type PageArguments = { first?: number | null; after?: string | null; reverse?: boolean | null };

/** A value that a list is sorted by, and the id that decides between equals. */
export type SortKey = { value: number; id: string };

export type CursorRules = {
  /** Milliseconds that a cursor is good for. */
  lifetime: number;
  /** Whether this cursor is to be refused as expired, once. */
  isExpired(): boolean;
};

const cursorShape = z.object({ last_id: z.string(), last_value: z.number(), issued_at: z.number() });
const maxPageSize = 250;

/** A page behind a cursor: cursors hold the last key, so a record that moves in the list is neither lost nor makes others skip. */
export function toPage<Record>(
  records: readonly Record[],
  keyOf: (record: Record) => SortKey,
  { first, after, reverse }: PageArguments,
  rules: CursorRules,
) {
  const size = parseFirst(first);
  const order = (a: SortKey, b: SortKey) => (reverse ? -1 : 1) * compareKeys(a, b);
  const start = after == null ? null : parseCursor(after, rules);
  const rest = records
    .map((record) => ({ record, key: keyOf(record) }))
    .filter(({ key }) => start === null || order(key, start) > 0)
    .sort((a, b) => order(a.key, b.key));
  const page = rest.slice(0, size);
  const cursorOf = ({ key }: { key: SortKey }) => formatCursor(key);
  const [head, last] = [page[0], page.at(-1)];
  return {
    nodes: page.map(({ record }) => record),
    edges: page.map((item) => ({ cursor: cursorOf(item), node: item.record })),
    pageInfo: {
      hasNextPage: rest.length > size,
      hasPreviousPage: start !== null,
      startCursor: head ? cursorOf(head) : null,
      endCursor: last ? cursorOf(last) : null,
    },
  };
}

function parseFirst(first: number | null | undefined): number {
  if (first == null) throw badRequest('you must provide one of first or last');
  if (first < 1 || first > maxPageSize) throw badRequest(`first must be between 1 and ${maxPageSize}`);
  return first;
}

function formatCursor({ value, id }: SortKey): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value, issued_at: Date.now() })).toString('base64');
}

function parseCursor(cursor: string, { lifetime, isExpired }: CursorRules): SortKey {
  const invalid = () => badRequest('Invalid cursor for current pagination sort.');
  try {
    const {
      last_id: id,
      last_value: value,
      issued_at: issuedAt,
    } = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')));
    if (issuedAt + lifetime > Date.now() && !isExpired()) return { id, value };
  } catch {
    throw invalid();
  }
  throw invalid();
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a.value !== b.value) return a.value - b.value;
  return BigInt(a.id) < BigInt(b.id) ? -1 : BigInt(a.id) > BigInt(b.id) ? 1 : 0;
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}

/** A page of other items, one for one. */
export function mapPage<Item, Mapped>(
  { nodes, edges, pageInfo }: ReturnType<typeof toPage<Item>>,
  map: (item: Item) => Mapped,
) {
  return { nodes: nodes.map(map), edges: edges.map(({ cursor, node }) => ({ cursor, node: map(node) })), pageInfo };
}
