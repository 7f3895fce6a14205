/** Values beyond the first `max` distinct ones, and those that look like no code, are `OTHER`: subgraphs may send any code. */
export function createBoundedLabel(max: number): (value: unknown) => string {
  const known = new Set<string>();
  return (value) => {
    if (typeof value !== 'string' || !/^[A-Z][A-Z0-9_]{0,63}$/.test(value)) return 'OTHER';
    if (known.size < max) known.add(value);
    return known.has(value) ? value : 'OTHER';
  };
}
