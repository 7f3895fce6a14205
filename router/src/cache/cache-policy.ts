import type { CachingHeaders } from '../subgraphs.ts';

/** Who may be given an answer again and for how long; in milliseconds. */
export type CachePolicy = {
  isPublic: boolean;
  lifetime: number;
  /** What of its lifetime is over when it comes. */
  age: number;
  /** How long after its lifetime it is still given while a new one is fetched, and when no new one comes (RFC 5861). */
  staleWhileRevalidate: number;
  staleIfError: number;
};

const forbidding = ['no-store', 'no-cache'];
const freshOnly = ['must-revalidate', 'proxy-revalidate', 's-maxage'];

/**
 * What the headers of an answer (RFC 9111, section 5.2.2) allow a shared cache; null: nothing. An answer is public only when the header
 * says so, and `private` wins over it. `fallback` is the lifetime of an answer that names none.
 */
export function parseCachePolicy({ control, age }: CachingHeaders, fallback: number | null = null): CachePolicy | null {
  const directives = parseDirectives(control ?? '');
  if (forbidding.some((name) => directives.has(name))) return null;
  const isPublic = directives.has('public') && !directives.has('private');
  const text = (isPublic ? directives.get('s-maxage') : undefined) ?? directives.get('max-age');
  const lifetime = text === undefined ? fallback : parseSeconds(text);
  const spent = age === null ? 0 : parseSeconds(age);
  if (lifetime === null || spent === null || lifetime <= spent) return null;
  const isFreshOnly = freshOnly.some((name) => directives.has(name));
  const window = (name: string) => (isFreshOnly ? 0 : (parseSeconds(directives.get(name) ?? '') ?? 0));
  const [staleWhileRevalidate, staleIfError] = [window('stale-while-revalidate'), window('stale-if-error')];
  return { isPublic, lifetime, age: spent, staleWhileRevalidate, staleIfError };
}

function parseSeconds(text: string): number | null {
  return /^\d{1,10}$/.test(text) ? Number(text) * 1_000 : null;
}

function parseDirectives(header: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', value = ''] = part.trim().split('=');
    // Of a directive that is there twice the first counts (section 4.2.1).
    if (!directives.has(name)) directives.set(name, value.replaceAll('"', ''));
  }
  return directives;
}
