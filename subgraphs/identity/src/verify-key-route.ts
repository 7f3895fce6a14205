import type { SubgraphOptions } from '@conea/platform';
import { z } from 'zod';
import type { VerifyApiKey } from './domain/verify-api-key.ts';

const body = z.object({ key: z.string().max(512) });

/** Tells the router whom an API key stands for: `{ user }`, null for a key that stands for nobody. */
export function verifyKeyRoute(verifyApiKey: VerifyApiKey): NonNullable<SubgraphOptions['signedRoutes']> {
  return (app) => {
    app.post('/api-keys/verify', async (request, reply) => {
      const parsed = body.safeParse(request.body);
      if (!parsed.success) return reply.code(400).send({ error: 'expected { key }' });
      return reply.header('cache-control', 'no-store').send({ user: await verifyApiKey(parsed.data.key) });
    });
  };
}
