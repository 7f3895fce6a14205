import { ClientError, parsePage, type PageArguments } from '@conea/platform';

/** A page of a list that is numbered from 1. */
export type NumberedPage = { first: number; limit: number; after: number };

const cursorPattern = /^[1-9]\d{0,11}$/;

/** Reads `first` and a cursor of a numbered list; throws BAD_USER_INPUT for anything else. */
export function parseNumberedPage({ first, after }: PageArguments): NumberedPage {
  const { limit } = parsePage({ first });
  if (after === null || after === undefined) return { first, limit, after: 0 };
  const number = Buffer.from(after, 'base64url').toString('latin1');
  if (!cursorPattern.test(number)) throw new ClientError('BAD_USER_INPUT', '`after` is not a cursor of this list.');
  return { first, limit, after: Number(number) };
}

/** A numbered item. */
export type Numbered<Node> = { number: number; node: Node };

/** The connection of up to `first + 1` numbered items. */
export function toNumberedConnection<Node>(items: readonly Numbered<Node>[], { first, after }: NumberedPage) {
  const edges = items.slice(0, first).map(({ number, node }) => ({ cursor: formatCursor(number), node }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: items.length > first,
      hasPreviousPage: after > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function formatCursor(number: number): string {
  return Buffer.from(String(number)).toString('base64url');
}
