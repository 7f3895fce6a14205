import { createHash } from 'node:crypto';

/** The SHA-256 of an operation's text, by which persisted queries know it too; computed once for each. */
export function createOperationHash(): (operation: object, query: string) => string {
  const hashes = new WeakMap<object, string>();
  return (operation, query) => {
    const known = hashes.get(operation);
    if (known !== undefined) return known;
    const hash = createHash('sha256').update(query).digest('hex');
    hashes.set(operation, hash);
    return hash;
  };
}
