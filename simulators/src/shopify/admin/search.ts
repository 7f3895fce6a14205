/** One condition of a search, such as `updated_at:>='2026-11-01T00:00:00Z'`. */
type Term = { field: string; comparator: '<' | '<=' | '>' | '>=' | '='; value: string };

const termPattern = /(?<field>[a-z_]+):(?<comparator>[<>]=?)?(?:'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<bare>\S+))/g;

/** What a record offers to a search, by field. */
export type Searchable = Record<string, Date | string | readonly string[] | null | undefined>;

/**
 * Shopify's search syntax as far as synchronisation uses it: `field:value` and `field:>value` joined by AND or a space. As there, a
 * condition on a field that cannot be searched is ignored.
 */
export function parseSearch(query: string | null | undefined): (record: Searchable) => boolean {
  const terms = [...(query ?? '').matchAll(termPattern)].map(({ groups = {} }): Term => ({
    field: groups['field'] ?? '',
    comparator: parseComparator(groups['comparator']),
    value: groups['single'] ?? groups['double'] ?? groups['bare'] ?? '',
  }));
  return (record) => terms.every((term) => !(term.field in record) || holds(term, record[term.field]));
}

function parseComparator(text: string | undefined): Term['comparator'] {
  return text === '<' || text === '<=' || text === '>' || text === '>=' ? text : '=';
}

function holds({ comparator, value }: Term, actual: Searchable[string]): boolean {
  if (actual === null || actual === undefined) return false;
  if (actual instanceof Date) return compare(comparator, actual.getTime(), Date.parse(value));
  if (typeof actual === 'string') return actual.toLowerCase() === value.toLowerCase();
  return actual.includes(value);
}

function compare(comparator: Term['comparator'], actual: number, wanted: number): boolean {
  if (comparator === '<') return actual < wanted;
  if (comparator === '<=') return actual <= wanted;
  if (comparator === '>') return actual > wanted;
  if (comparator === '>=') return actual >= wanted;
  return actual === wanted;
}
