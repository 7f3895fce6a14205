import { stripIgnoredCharacters } from 'graphql';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string(),
      type: z.enum(['query', 'mutation', 'subscription']),
      body: z.string(),
      clientName: z.string().nullish(),
    }),
  ),
});

/** One registered operation. */
export type TrustedOperation = {
  id: string;
  name: string;
  type: 'query' | 'mutation' | 'subscription';
  body: string;
  clientName: string | undefined;
};

/** Registered operations by id, and by text without regard to white space and comments. */
export type TrustedDocuments = {
  find(id: string, clientName: string | undefined): string | null;
  hasBody(query: string): boolean;
  bodies: readonly string[];
  operations: readonly TrustedOperation[];
};

const keyOf = (id: string, clientName: string | null | undefined) => JSON.stringify([id, clientName ?? null]);

/** Reads manifests; throws when one is none, or when two name one operation with different texts. */
export async function readManifests(paths: readonly string[]): Promise<TrustedDocuments> {
  const byId = new Map<string, string>();
  const bodies = new Set<string>();
  const operations: TrustedOperation[] = [];
  for (const path of paths) {
    const parsed = manifest.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (!parsed.success) throw new Error(`${path} is no persisted query manifest: ${z.prettifyError(parsed.error)}`);
    for (const { id, name, type, body, clientName } of parsed.data.operations) {
      const key = keyOf(id, clientName);
      if ((byId.get(key) ?? body) !== body) throw new Error(`${path} has another text for the id ${id}`);
      byId.set(key, body);
      operations.push({ id, name, type, body, clientName: clientName ?? undefined });
      bodies.add(normalise(body) ?? body);
    }
  }
  return {
    find: (id, clientName) => byId.get(keyOf(id, clientName)) ?? byId.get(keyOf(id, null)) ?? null,
    hasBody: (query) => bodies.has(normalise(query) ?? query),
    bodies: [...new Set(byId.values())],
    operations,
  };
}

/** The text without what GraphQL ignores; null when it is none. */
function normalise(query: string): string | null {
  try {
    return stripIgnoredCharacters(query);
  } catch {
    return null;
  }
}
