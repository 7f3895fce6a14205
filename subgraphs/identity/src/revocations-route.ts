import type { SubgraphOptions } from '@conea/platform';
import { z } from 'zod';
import type { KeyStore } from './domain/key-changes.ts';
import type { RevocationStore } from './domain/revocation.ts';

const body = z.object({ cursor: z.string().max(100).nullable() });

/** Tells the router which access tokens are worthless before they end: `{ revocations, revokedKeys, cursor, isMore }`. */
export function revocationsRoute(
  { listAfter }: Pick<RevocationStore, 'listAfter'>,
  { listRevoked }: Pick<KeyStore, 'listRevoked'>,
): NonNullable<SubgraphOptions['signedRoutes']> {
  return (app) => {
    app.post('/revocations', async (request, reply) => {
      const parsed = body.safeParse(request.body);
      if (!parsed.success) return reply.code(400).send({ error: 'expected { cursor }' });
      const [page, revokedKeys] = await Promise.all([listAfter(parsed.data.cursor), listRevoked()]);
      return reply.header('cache-control', 'no-store').send({ ...page, revokedKeys });
    });
  };
}
