/** Who may be given an answer again, and for how many milliseconds. */
export type CachePolicy = { isPublic: boolean; lifetime: number };

const forbidding = ['no-store', 'no-cache'];

/**
 * What a `Cache-Control` header (RFC 9111, section 5.2.2) allows a shared cache; null: nothing. An answer is public only when the
 * header says so, and `private`
 * wins over it.
 */
export function parseCachePolicy(header: string | null): CachePolicy | null {
  const directives = parseDirectives(header ?? '');
  if (forbidding.some((name) => directives.has(name))) return null;
  const isPublic = directives.has('public') && !directives.has('private');
  const shared = isPublic ? directives.get('s-maxage') : undefined;
  const seconds = shared ?? directives.get('max-age') ?? '';
  if (!/^\d{1,10}$/.test(seconds) || Number(seconds) === 0) return null;
  return { isPublic, lifetime: Number(seconds) * 1_000 };
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
