/** What a cache did for one request to a subgraph. */
export type Lookup = {
  subgraph: string;
  /** Pieces that were held, those among them whose time is over, and what was fetched. */
  held: number;
  stale: number;
  fetched: number;
  /** How many of the fetched are held now. */
  stored: number;
  /** Milliseconds since 1970; null: it must not be held. */
  freshUntil: number | null;
};

/** The header `Cache-Status` (RFC 9211): a member for each request to a subgraph. */
export function cacheStatusOf(lookups: readonly Lookup[]): string {
  return lookups.slice(0, maxMembers).map(memberOf).join(', ');
}

// An operation may have hundreds of fetches, and headers have a limit.
const maxMembers = 50;

function memberOf({ subgraph, held, stale, fetched, stored, freshUntil }: Lookup): string {
  const ttl = freshUntil === null ? '' : `; ttl=${Math.floor((freshUntil - Date.now()) / 1_000)}`;
  const name = JSON.stringify(subgraph);
  if (fetched === 0) return `${name}; hit${ttl}; detail="${held} held, ${stale} stale"`;
  const reason = held === 0 ? 'miss' : 'partial';
  return `${name}; fwd=${reason}${stored > 0 ? '; stored' : ''}${ttl}; detail="${held} held, ${fetched} fetched"`;
}
