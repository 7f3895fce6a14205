import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { app, type Tokens } from './app.ts';
import type { Shop } from './shop.ts';

const grantShape = z.object({ client_id: z.string(), client_secret: z.string(), grant_type: z.string() });

/** `POST /admin/oauth/access_token`: the client credentials grant of apps that belong to the shop's owner. */
export function serveOauth(
  scope: FastifyInstance,
  domainOf: (request: { params: unknown; hostname: string }) => string,
  { findShop, tokens }: { findShop(domain: string): Shop | undefined; tokens: Tokens },
): void {
  scope.post('/admin/oauth/access_token', async (request, reply) => {
    const shop = findShop(domainOf(request));
    if (!shop) return reply.code(404).send({ errors: 'Not Found' });
    const grant = grantShape.safeParse(request.body);
    const refuse = (error: string, description: string) =>
      reply.code(400).send({ error, error_description: description });
    if (!grant.success) return refuse('invalid_request', 'A required parameter is missing.');
    if (grant.data.grant_type !== 'client_credentials')
      return refuse('unsupported_grant_type', 'The simulator knows the client credentials grant only.');
    const isKnown = app.clientSecrets.some((secret) => secret === grant.data.client_secret);
    if (grant.data.client_id !== app.clientId || !isKnown)
      return refuse('invalid_client', 'The client id or the client secret is wrong.');
    return tokens.issue(shop.domain);
  });
}
