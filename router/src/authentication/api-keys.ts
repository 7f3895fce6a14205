import { roles, type CallerUser } from '@conea/platform';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { AuthenticationConfig } from '../config/authentication.ts';
import type { SubgraphTarget } from '../subgraphs.ts';
import { createSubgraphQuestion } from './subgraph-question.ts';

const maxKeyLength = 512;
const answer = z.object({
  user: z
    .object({
      id: z.string(),
      organizationId: z.string(),
      role: z.enum(roles),
      scopes: z.array(z.string()),
      sessionId: z.string(),
      expiresAt: z.number(),
      budget: z.number().int().positive().optional(),
    })
    .nullable(),
});

/** Whom an API key stands for; null when it stands for nobody. Throws when that cannot be found out. */
export type VerifyApiKey = (key: string) => Promise<CallerUser | null>;

/**
 * Asks a subgraph about keys, by a signed `POST` of `{ key }` that answers `{ user }`. An answer holds for `cache_ttl`, so that a revoked
 * key is refused that much later at the most; concurrent requests with one key ask once.
 */
export function createApiKeys(
  keeper: () => SubgraphTarget | undefined,
  options: AuthenticationConfig['api_key'],
): VerifyApiKey {
  const { path, timeout } = options;
  const answers = new LRUCache<string, Promise<CallerUser | null>>({
    max: options.cache_max,
    ttl: options.cache_ttl,
  });

  const askSubgraph = createSubgraphQuestion({ target: keeper, path, timeout, purpose: 'api-key' });
  const ask = async (key: string): Promise<CallerUser | null> => answer.parse(await askSubgraph({ key })).user;
  return async (key) => {
    if (key.length > maxKeyLength) return null;
    const hash = createHash('sha256').update(key).digest('base64');
    const known = answers.get(hash);
    if (known) return known;
    const asked = ask(key);
    answers.set(hash, asked);
    asked.catch(() => answers.delete(hash));
    return asked;
  };
}
